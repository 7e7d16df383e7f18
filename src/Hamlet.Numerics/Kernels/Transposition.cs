using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Hamlet.Numerics;

/// <summary>Turns weights in panels from [inputs, outputs] to [outputs, inputs], for the gradient of a layer's input.</summary>
internal static unsafe class Transposition
{
    /// <summary>Transposes one panel of the source, by blocks of 4 by 4 in registers.</summary>
    /// <param name="source">[inputs, padded outputs] in panels.</param>
    /// <param name="inputs">Rows of the source.</param>
    /// <param name="outputs">Columns of the source that count.</param>
    /// <param name="first">The panel's first column.</param>
    /// <param name="target">[outputs, padded inputs] in panels; its padding is not written.</param>
    public static void Panel(float* source, int inputs, int outputs, int first, float* target)
    {
        int sourceColumns = Panels.Pad(outputs);
        int targetColumns = Panels.Pad(inputs);
        for (int i = 0; i < inputs; i += Panels.Width)
        {
            Block(
                source + Panels.Index(i, first, inputs, sourceColumns),
                Math.Min(Panels.Width, sourceColumns - first),
                target + Panels.Index(first, i, outputs, targetColumns),
                Math.Min(Panels.Width, targetColumns - i),
                Math.Min(Panels.Width, inputs - i),
                Math.Min(Panels.Width, outputs - first));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Block(float* source, nint sourceRow, float* target, nint targetRow, int rows, int columns)
    {
        int row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            float* s = source + (row * sourceRow);
            float* t = target + row;
            int column = 0;
            for (; column + 4 <= columns; column += 4)
            {
                FourByFour(s + column, sourceRow, t + (column * targetRow), targetRow);
            }

            for (; column < columns; column++)
            {
                float* to = t + (column * targetRow);
                (to[0], to[1]) = (s[column], s[column + sourceRow]);
                (to[2], to[3]) = (s[column + (2 * sourceRow)], s[column + (3 * sourceRow)]);
            }
        }

        for (; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                target[(column * targetRow) + row] = source[(row * sourceRow) + column];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourByFour(float* s, nint sourceRow, float* t, nint targetRow)
    {
        Vector128<float> a = Vector128.Load(s);
        Vector128<float> b = Vector128.Load(s + sourceRow);
        Vector128<float> c = Vector128.Load(s + (2 * sourceRow));
        Vector128<float> d = Vector128.Load(s + (3 * sourceRow));
        Vector128<float> ac = UnpackLow(a, c);
        Vector128<float> bd = UnpackLow(b, d);
        UnpackLow(ac, bd).Store(t);
        UnpackHigh(ac, bd).Store(t + targetRow);
        ac = UnpackHigh(a, c);
        bd = UnpackHigh(b, d);
        UnpackLow(ac, bd).Store(t + (2 * targetRow));
        UnpackHigh(ac, bd).Store(t + (3 * targetRow));
    }

    // a0 b0 a1 b1
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> UnpackLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported
            ? Sse.UnpackLow(a, b)
            : AdvSimd.Arm64.IsSupported
                ? AdvSimd.Arm64.ZipLow(a, b)
                : Vector128.Create(a[0], b[0], a[1], b[1]);

    // a2 b2 a3 b3
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> UnpackHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported
            ? Sse.UnpackHigh(a, b)
            : AdvSimd.Arm64.IsSupported
                ? AdvSimd.Arm64.ZipHigh(a, b)
                : Vector128.Create(a[2], b[2], a[3], b[3]);
}
