using System.Diagnostics;
using Hamlet.Metrics;

namespace Hamlet.Benchmarks.Metrics;

/// <summary>
/// Logs the record of eight numbers at half of the rate that the writer thread can take, ring blocking and nothing dropped, and times the
/// calls alone: <c>dotnet run -c Release --project tests/Hamlet.Benchmarks -- log</c>.
/// </summary>
internal static class LogPace
{
    private const int Batch = 1000;
    private const int Batches = 20_000;

    /// <summary>Measures and prints.</summary>
    public static void Run()
    {
        var sink = new CountingSink();
        using var log = new MetricLog([new NamedSink("count", sink)]);
        long[] times = new long[Batches];
        LogBatches(log, times, pause: 0);
        double capacity = LogBatches(log, times, pause: 0) / ((double)Batches * Batch);
        log.Flush();

        long before = GC.GetAllocatedBytesForCurrentThread();
        long total = LogBatches(log, times, pause: (long)(2 * capacity * Batch));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        log.Flush();

        Array.Sort(times);
        double ticks = Stopwatch.Frequency / 1e9;
        Console.WriteLine($"writer's capacity      {capacity / ticks:0.0} ns a record");
        Console.WriteLine($"at half of it          {times.Sum() / (double)Batches / Batch / ticks:0.0} ns a call, "
            + $"median {Percentile(times, 50) / ticks:0.0}, 99 % {Percentile(times, 99) / ticks:0.0} (by batches of {Batch})");
        Console.WriteLine($"pace held              {total / (double)Batches / Batch / ticks:0.0} ns a record");
        Console.WriteLine($"allocated              {allocated} B for {(long)Batches * Batch} records; dropped {log.Dropped}; "
            + $"written {sink.Records == log.NextSequence}");
    }

    private static long LogBatches(MetricLog log, long[] times, long pause)
    {
        long start = Stopwatch.GetTimestamp();
        for (int batch = 0; batch < times.Length; batch++)
        {
            long begin = Stopwatch.GetTimestamp();
            for (int i = 0; i < Batch; i++)
            {
                log.Log(LogBenchmarks.Record(i));
            }

            times[batch] = Stopwatch.GetTimestamp() - begin;
            while (Stopwatch.GetTimestamp() - start < (batch + 1) * pause)
            {
                Thread.SpinWait(10);
            }
        }

        return Stopwatch.GetTimestamp() - start;
    }

    private static double Percentile(long[] sorted, int percent) => sorted[sorted.Length * percent / 100] / (double)Batch;
}
