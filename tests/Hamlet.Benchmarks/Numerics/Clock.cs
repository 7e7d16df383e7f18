using System.Diagnostics;

namespace Hamlet.Benchmarks.Numerics;

/// <summary>Times short pieces of work.</summary>
internal static class Clock
{
    private const int Repetitions = 60;
    private const double SecondsEach = 0.002;

    /// <summary>
    /// The least time of a call of each work in seconds, over repetitions of 2 ms: what the code needs where nothing disturbs it. They
    /// take turns, so that all see the core at the same speeds.
    /// </summary>
    public static double[] Best(params Action[] works)
    {
        int[] calls = [.. works.Select(Calls)];
        double[] best = [.. works.Select(static _ => double.PositiveInfinity)];
        for (int i = 0; i < Repetitions; i++)
        {
            for (int w = 0; w < works.Length; w++)
            {
                best[w] = Math.Min(best[w], Time(works[w], calls[w]) / calls[w]);
            }
        }

        return best;
    }

    private static int Calls(Action work)
    {
        int calls = 1;
        while (Time(work, calls) < SecondsEach)
        {
            calls *= 2;
        }

        return calls;
    }

    private static double Time(Action work, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            work();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
