using System.Runtime.CompilerServices;

namespace Hamlet.Numerics;

/// <summary>
/// The gates of a gated recurrent unit (Cho et al., 2014, in PyTorch's form): r and z are sigmoids of x + u, n = tanh(x_n + r u_n) and
/// h' = n + z (h - n), where x and u are the products of the input and of the state h before.
/// </summary>
internal static unsafe class GatedUnit<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    /// <summary>Turns the products into gates and writes the state after.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Forward(in RecurrentStep step)
    {
        TVector smallest = TSimd.Broadcast(Negligible.State);
        nint width = step.GateWidth;
        for (int row = 0; row < step.Rows; row++)
        {
            float* x = step.Gates + (row * step.GateRow);
            float* u = step.Products + (row * step.GateRow);
            float* before = step.Previous + (row * step.StateRow);
            float* after = step.Output + (row * step.StateRow);
            for (nint i = 0; i < width; i += TSimd.Width)
            {
                TVector r = HyperbolicTangent<TSimd, TVector>.Sigmoid(TSimd.Add(TSimd.Load(x + i), TSimd.Load(u + i)));
                TVector z = HyperbolicTangent<TSimd, TVector>.Sigmoid(TSimd.Add(TSimd.Load(x + width + i), TSimd.Load(u + width + i)));
                TVector n = HyperbolicTangent<TSimd, TVector>.Tanh(
                    TSimd.MultiplyAdd(r, TSimd.Load(u + (2 * width) + i), TSimd.Load(x + (2 * width) + i)));
                TSimd.Store(x + i, r);
                TSimd.Store(x + width + i, z);
                TSimd.Store(x + (2 * width) + i, n);
                TVector h = TSimd.MultiplyAdd(z, TSimd.Subtract(TSimd.Load(before + i), n), n);
                TSimd.Store(after + i, TSimd.ZeroBelow(h, smallest));
            }
        }
    }

    /// <summary>Writes the gradients of both products and, to <see cref="RecurrentStep.Carry"/>, z times that of the state after.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Backward(in RecurrentStep step)
    {
        TVector smallest = TSimd.Broadcast(Negligible.Gradient);
        TVector one = TSimd.Broadcast(1);
        nint width = step.GateWidth;
        for (int row = 0; row < step.Rows; row++)
        {
            float* gates = step.Gates + (row * step.GateRow);
            float* u = step.Products + (row * step.GateRow);
            float* before = step.Previous + (row * step.StateRow);
            float* above = step.OutputGradient + (row * step.StateRow);
            float* carry = step.Carry + (row * step.StateRow);
            float* dx = step.GateGradient + (row * step.GateRow);
            float* du = step.ProductGradient + (row * step.GateRow);
            for (nint i = 0; i < width; i += TSimd.Width)
            {
                TVector r = TSimd.Load(gates + i);
                TVector z = TSimd.Load(gates + width + i);
                TVector n = TSimd.Load(gates + (2 * width) + i);
                TVector dh = TSimd.Add(TSimd.Load(above + i), TSimd.Load(carry + i));
                TVector rest = TSimd.Subtract(one, z);

                TVector an = TSimd.Multiply(TSimd.Multiply(dh, rest), TSimd.Subtract(one, TSimd.Multiply(n, n)));
                TVector az = TSimd.Multiply(TSimd.Multiply(dh, TSimd.Subtract(TSimd.Load(before + i), n)), TSimd.Multiply(z, rest));
                TVector ar = TSimd.Multiply(
                    TSimd.Multiply(an, TSimd.Load(u + (2 * width) + i)), TSimd.Multiply(r, TSimd.Subtract(one, r)));

                TVector reset = TSimd.ZeroBelow(ar, smallest);
                TVector update = TSimd.ZeroBelow(az, smallest);
                TSimd.Store(dx + i, reset);
                TSimd.Store(dx + width + i, update);
                TSimd.Store(dx + (2 * width) + i, TSimd.ZeroBelow(an, smallest));
                TSimd.Store(du + i, reset);
                TSimd.Store(du + width + i, update);
                TSimd.Store(du + (2 * width) + i, TSimd.ZeroBelow(TSimd.Multiply(an, r), smallest));
                TSimd.Store(carry + i, TSimd.ZeroBelow(TSimd.Multiply(dh, z), smallest));
            }
        }
    }
}
