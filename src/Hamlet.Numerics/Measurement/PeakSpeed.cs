using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace Hamlet.Numerics;

/// <summary>What one core can reach at most: the measure of how well kernels do.</summary>
public static class PeakSpeed
{
    private const int Rounds = 60;
    private const int Calls = 20;

    /// <summary>
    /// Measures multiply-adds in registers, the best of many short rounds: what the core does where nothing disturbs it. Takes some tens of
    /// milliseconds.
    /// </summary>
    /// <param name="simd">The instruction set as the backend's option names it: <c>auto</c>, <c>portable</c>, <c>256</c> or <c>512</c>.</param>
    /// <returns>Floating-point operations a second; a multiply-add is two.</returns>
    public static double Measure(string simd = "auto")
    {
        (double flops, Action run) = LoopOf(InstructionSet.Choose(simd));
        double best = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int call = 0; call < Calls; call++)
            {
                run();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds / Calls);
        }

        return flops / best;
    }

    /// <summary>The loop of an instruction set, and the operations of one run of it.</summary>
    internal static (double Flops, Action Run) LoopOf(InstructionSet set) => set.Option switch
    {
        "512" => (PeakLoop<Simd512, Vector512<float>>.Flops, PeakLoop<Simd512, Vector512<float>>.Run),
        "256" => (PeakLoop<Simd256, Vector256<float>>.Flops, PeakLoop<Simd256, Vector256<float>>.Run),
        _ => (PeakLoop<Simd128, Vector128<float>>.Flops, PeakLoop<Simd128, Vector128<float>>.Run),
    };
}
