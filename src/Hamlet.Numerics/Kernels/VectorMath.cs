using System.Runtime.CompilerServices;

namespace Hamlet.Numerics;

/// <summary>Sums and blends over whole vectors of parameters.</summary>
internal static unsafe class VectorMath<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    // Partial sums of the norm: the same 64 in every instruction set, so that their rounding is the same too.
    private const int Lanes = 64;

    /// <summary>The sum of squares; the count is a multiple of 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static double SumOfSquares(float* values, nint count)
    {
        float* sums = stackalloc float[Lanes];
        for (int lane = 0; lane < Lanes; lane += 4 * TSimd.Width)
        {
            TVector s0 = TSimd.Broadcast(0);
            TVector s1 = s0;
            TVector s2 = s0;
            TVector s3 = s0;
            for (nint i = lane; i < count; i += Lanes)
            {
                TVector v0 = TSimd.Load(values + i);
                TVector v1 = TSimd.Load(values + i + TSimd.Width);
                TVector v2 = TSimd.Load(values + i + (2 * TSimd.Width));
                TVector v3 = TSimd.Load(values + i + (3 * TSimd.Width));
                s0 = TSimd.MultiplyAdd(v0, v0, s0);
                s1 = TSimd.MultiplyAdd(v1, v1, s1);
                s2 = TSimd.MultiplyAdd(v2, v2, s2);
                s3 = TSimd.MultiplyAdd(v3, v3, s3);
            }

            TSimd.Store(sums + lane, s0);
            TSimd.Store(sums + lane + TSimd.Width, s1);
            TSimd.Store(sums + lane + (2 * TSimd.Width), s2);
            TSimd.Store(sums + lane + (3 * TSimd.Width), s3);
        }

        double sum = 0;
        for (int lane = 0; lane < Lanes; lane++)
        {
            sum += sums[lane];
        }

        return sum;
    }

    /// <summary>Adds the rows of a matrix up, from the first to the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void SumRows(float* matrix, nint rowLength, int rows, int columns, float* sums, bool accumulate)
    {
        int done = 0;

        // Each addition waits for the one before; four sums at a time wait together.
        for (; done + (4 * TSimd.Width) <= columns; done += 4 * TSimd.Width)
        {
            float* s = sums + done;
            TVector zero = TSimd.Broadcast(0);
            TVector s0 = accumulate ? TSimd.Load(s) : zero;
            TVector s1 = accumulate ? TSimd.Load(s + TSimd.Width) : zero;
            TVector s2 = accumulate ? TSimd.Load(s + (2 * TSimd.Width)) : zero;
            TVector s3 = accumulate ? TSimd.Load(s + (3 * TSimd.Width)) : zero;
            float* v = matrix + done;
            for (int row = 0; row < rows; row++)
            {
                s0 = TSimd.Add(s0, TSimd.Load(v));
                s1 = TSimd.Add(s1, TSimd.Load(v + TSimd.Width));
                s2 = TSimd.Add(s2, TSimd.Load(v + (2 * TSimd.Width)));
                s3 = TSimd.Add(s3, TSimd.Load(v + (3 * TSimd.Width)));
                v += rowLength;
            }

            TSimd.Store(s, s0);
            TSimd.Store(s + TSimd.Width, s1);
            TSimd.Store(s + (2 * TSimd.Width), s2);
            TSimd.Store(s + (3 * TSimd.Width), s3);
        }

        for (; done < columns; done += TSimd.Width)
        {
            TVector sum = accumulate ? TSimd.Load(sums + done) : TSimd.Broadcast(0);
            float* v = matrix + done;
            for (int row = 0; row < rows; row++)
            {
                sum = TSimd.Add(sum, TSimd.Load(v));
                v += rowLength;
            }

            TSimd.Store(sums + done, sum);
        }
    }

    /// <summary>target = (1 - tau) * target + tau * source; the count is a multiple of 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Lerp(float* target, float* source, nint count, float tau)
    {
        TVector to = TSimd.Broadcast(tau);
        TVector from = TSimd.Broadcast(1 - tau);
        for (nint i = 0; i < count; i += TSimd.Width)
        {
            TVector kept = TSimd.Multiply(TSimd.Load(target + i), from);
            TSimd.Store(target + i, TSimd.MultiplyAdd(TSimd.Load(source + i), to, kept));
        }
    }
}
