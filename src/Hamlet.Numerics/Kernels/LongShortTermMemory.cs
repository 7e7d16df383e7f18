using System.Runtime.CompilerServices;

namespace Hamlet.Numerics;

/// <summary>
/// The gates of long short-term memory (Hochreiter and Schmidhuber, 1997, with the forget gate of Gers et al., 2000): i, f and o are sigmoids and g
/// a tanh of x + u, c' = f c + i g and h' = o tanh(c'), where x and u are the products of the input and of the state h before.
/// </summary>
internal static unsafe class LongShortTermMemory<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    /// <summary>Turns the products into gates and writes the state and the cell after.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Forward(in RecurrentStep step)
    {
        TVector smallest = TSimd.Broadcast(Negligible.State);
        nint width = step.GateWidth;
        for (int row = 0; row < step.Rows; row++)
        {
            float* x = step.Gates + (row * step.GateRow);
            float* u = step.Products + (row * step.GateRow);
            float* before = step.PreviousCell + (row * step.StateRow);
            float* cell = step.Cell + (row * step.StateRow);
            float* after = step.Output + (row * step.StateRow);
            for (nint at = 0; at < width; at += TSimd.Width)
            {
                TVector i = HyperbolicTangent<TSimd, TVector>.Sigmoid(TSimd.Add(TSimd.Load(x + at), TSimd.Load(u + at)));
                TVector f = HyperbolicTangent<TSimd, TVector>.Sigmoid(TSimd.Add(TSimd.Load(x + width + at), TSimd.Load(u + width + at)));
                TVector g = HyperbolicTangent<TSimd, TVector>.Tanh(
                    TSimd.Add(TSimd.Load(x + (2 * width) + at), TSimd.Load(u + (2 * width) + at)));
                TVector o = HyperbolicTangent<TSimd, TVector>.Sigmoid(
                    TSimd.Add(TSimd.Load(x + (3 * width) + at), TSimd.Load(u + (3 * width) + at)));
                TSimd.Store(x + at, i);
                TSimd.Store(x + width + at, f);
                TSimd.Store(x + (2 * width) + at, g);
                TSimd.Store(x + (3 * width) + at, o);
                TVector c = TSimd.MultiplyAdd(f, TSimd.Load(before + at), TSimd.Multiply(i, g));
                c = TSimd.ZeroBelow(c, smallest);
                TSimd.Store(cell + at, c);
                TVector h = TSimd.Multiply(o, HyperbolicTangent<TSimd, TVector>.Tanh(c));
                TSimd.Store(after + at, TSimd.ZeroBelow(h, smallest));
            }
        }
    }

    /// <summary>
    /// Writes the gradient of both products, which is one, to <see cref="RecurrentStep.GateGradient"/>, that of the cell before to
    /// <see cref="RecurrentStep.CarryCell"/>, and zeros to <see cref="RecurrentStep.Carry"/>: the state before acts through the product alone.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Backward(in RecurrentStep step)
    {
        TVector smallest = TSimd.Broadcast(Negligible.Gradient);
        TVector one = TSimd.Broadcast(1);
        TVector zero = TSimd.Broadcast(0);
        nint width = step.GateWidth;
        for (int row = 0; row < step.Rows; row++)
        {
            float* gates = step.Gates + (row * step.GateRow);
            float* before = step.PreviousCell + (row * step.StateRow);
            float* cell = step.Cell + (row * step.StateRow);
            float* above = step.OutputGradient + (row * step.StateRow);
            float* carry = step.Carry + (row * step.StateRow);
            float* carryCell = step.CarryCell + (row * step.StateRow);
            float* dx = step.GateGradient + (row * step.GateRow);
            for (nint at = 0; at < width; at += TSimd.Width)
            {
                TVector i = TSimd.Load(gates + at);
                TVector f = TSimd.Load(gates + width + at);
                TVector g = TSimd.Load(gates + (2 * width) + at);
                TVector o = TSimd.Load(gates + (3 * width) + at);
                TVector squashed = HyperbolicTangent<TSimd, TVector>.Tanh(TSimd.Load(cell + at));
                TVector dh = TSimd.Add(TSimd.Load(above + at), TSimd.Load(carry + at));
                TVector slope = TSimd.Multiply(o, TSimd.Subtract(one, TSimd.Multiply(squashed, squashed)));
                TVector dc = TSimd.MultiplyAdd(dh, slope, TSimd.Load(carryCell + at));

                Store(dx + at, TSimd.Multiply(TSimd.Multiply(dc, g), TSimd.Multiply(i, TSimd.Subtract(one, i))));
                Store(
                    dx + width + at,
                    TSimd.Multiply(TSimd.Multiply(dc, TSimd.Load(before + at)), TSimd.Multiply(f, TSimd.Subtract(one, f))));
                Store(dx + (2 * width) + at, TSimd.Multiply(TSimd.Multiply(dc, i), TSimd.Subtract(one, TSimd.Multiply(g, g))));
                Store(dx + (3 * width) + at, TSimd.Multiply(TSimd.Multiply(dh, squashed), TSimd.Multiply(o, TSimd.Subtract(one, o))));
                Store(carryCell + at, TSimd.Multiply(dc, f));
                TSimd.Store(carry + at, zero);
            }
        }

        void Store(float* address, TVector gradient) => TSimd.Store(address, TSimd.ZeroBelow(gradient, smallest));
    }
}
