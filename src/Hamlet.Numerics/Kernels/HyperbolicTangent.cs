using System.Runtime.CompilerServices;

namespace Hamlet.Numerics;

/// <summary>
/// tanh(x) = e / (e + 2) with e = exp(2|x|) - 1, and the sign of x. e is computed without cancellation: 2|x| = n ln 2 + r, and
/// e = 2^n (exp(r) - 1) + (2^n - 1), with a minimax polynomial for exp(r) - 1 on |r| at most ln(2) / 2. So small values keep their relative
/// precision without a second formula. The error is at most 3 units in the last place (2.4 found on a grid of 5.7 million values).
/// </summary>
internal static unsafe class HyperbolicTangent<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    // From here on the nearest float32 to tanh is 1.
    private const float Saturation = 9.02f;

    // ln 2 in two parts; the first has 12 bits, so that n times it is exact without a fused operation.
    private const float LogHigh = 0.693359375f;
    private const float LogLow = -2.12194440e-4f;
    private const float InverseLog = 1.44269504f;

    // 1.5 * 2^23: adding it rounds to a whole number, which then stands in the low bits.
    private const float Rounder = 12582912f;

    /// <summary>Replaces each value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Apply(float* values, nint rowLength, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            float* v = values + (row * rowLength);
            for (int i = 0; i < columns; i += TSimd.Width)
            {
                TSimd.Store(v + i, Tanh(TSimd.Load(v + i)));
            }
        }
    }

    /// <summary>1 / (1 + exp(-x)) = (1 + tanh(x / 2)) / 2, good to 1e-7: it becomes 0 or 1 where nothing else shows, and never a denormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid(TVector x)
    {
        TVector half = TSimd.Broadcast(0.5f);
        return TSimd.MultiplyAdd(half, Tanh(TSimd.Multiply(half, x)), half);
    }

    /// <summary>The hyperbolic tangent of a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector x)
    {
        TVector t = TSimd.AtMost(TSimd.Abs(x), TSimd.Broadcast(Saturation));
        t = TSimd.Add(t, t);
        TVector rounder = TSimd.Broadcast(Rounder);
        TVector shifted = TSimd.MultiplyAdd(t, TSimd.Broadcast(InverseLog), rounder);
        TVector n = TSimd.Subtract(shifted, rounder);
        TVector r = TSimd.MultiplyAdd(n, TSimd.Broadcast(-LogHigh), t);
        r = TSimd.MultiplyAdd(n, TSimd.Broadcast(-LogLow), r);

        TVector q = TSimd.Broadcast(1.98458787e-4f);
        q = TSimd.MultiplyAdd(q, r, TSimd.Broadcast(1.39406272e-3f));
        q = TSimd.MultiplyAdd(q, r, TSimd.Broadcast(8.33338937e-3f));
        q = TSimd.MultiplyAdd(q, r, TSimd.Broadcast(4.16663609e-2f));
        q = TSimd.MultiplyAdd(q, r, TSimd.Broadcast(1.66666664e-1f));
        q = TSimd.MultiplyAdd(q, r, TSimd.Broadcast(0.5f));
        TVector p = TSimd.MultiplyAdd(TSimd.Multiply(r, r), q, r);

        TVector power = TSimd.PowerOfTwo(shifted);
        TVector e = TSimd.MultiplyAdd(power, p, TSimd.Subtract(power, TSimd.Broadcast(1)));
        return TSimd.CopySign(TSimd.Divide(e, TSimd.Add(e, TSimd.Broadcast(2))), x);
    }
}
