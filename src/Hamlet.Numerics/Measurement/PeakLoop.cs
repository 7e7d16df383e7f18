using System.Runtime.CompilerServices;

namespace Hamlet.Numerics;

/// <summary>Nothing but multiply-adds in registers: what a product could reach at most, at the speed that the core has just now.</summary>
internal static class PeakLoop<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    private const int Steps = 10_000;
    private const int Sums = 14;
    private static TVector s_kept;

    /// <summary>The last result, so that the loop has a purpose.</summary>
    public static TVector Kept => s_kept;

    /// <summary>Floating-point operations of a run.</summary>
    public static double Flops => 2.0 * Sums * TSimd.Width * Steps;

    /// <summary>Runs the loop once.</summary>
    public static void Run()
    {
        s_kept = Loop();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TVector Loop()
    {
        TVector a = TSimd.Broadcast(0.999f);
        TVector b = TSimd.Broadcast(1e-3f);
        TVector s0 = b, s1 = b, s2 = b, s3 = b, s4 = b, s5 = b, s6 = b, s7 = b, s8 = b, s9 = b, s10 = b, s11 = b, s12 = b, s13 = b;
        for (int i = 0; i < Steps; i++)
        {
            s0 = TSimd.MultiplyAdd(s0, a, b);
            s1 = TSimd.MultiplyAdd(s1, a, b);
            s2 = TSimd.MultiplyAdd(s2, a, b);
            s3 = TSimd.MultiplyAdd(s3, a, b);
            s4 = TSimd.MultiplyAdd(s4, a, b);
            s5 = TSimd.MultiplyAdd(s5, a, b);
            s6 = TSimd.MultiplyAdd(s6, a, b);
            s7 = TSimd.MultiplyAdd(s7, a, b);
            s8 = TSimd.MultiplyAdd(s8, a, b);
            s9 = TSimd.MultiplyAdd(s9, a, b);
            s10 = TSimd.MultiplyAdd(s10, a, b);
            s11 = TSimd.MultiplyAdd(s11, a, b);
            s12 = TSimd.MultiplyAdd(s12, a, b);
            s13 = TSimd.MultiplyAdd(s13, a, b);
        }

        TVector sum = TSimd.Add(TSimd.Add(TSimd.Add(s0, s1), TSimd.Add(s2, s3)), TSimd.Add(TSimd.Add(s4, s5), TSimd.Add(s6, s7)));
        return TSimd.Add(sum, TSimd.Add(TSimd.Add(TSimd.Add(s8, s9), TSimd.Add(s10, s11)), TSimd.Add(s12, s13)));
    }
}
