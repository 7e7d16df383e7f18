using System.Diagnostics;
using System.Globalization;
using Hamlet.Metrics;
using Hamlet.Tests.Metrics;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Outputs.Faults;

/// <summary>A process that logs as fast as it can until it is killed. After every flush it prints how many records were flushed.</summary>
internal static class BurstProcess
{
    private const int Burst = 5_000;

    /// <summary>The process's side: logs into a directory and never returns.</summary>
    public static void Run(string path)
    {
        using var directory = new TempDirectory(path);
        using var log = new MetricLog([new NamedSink("tensorboard", directory.TensorBoard()), new NamedSink("database", directory.Sqlite())]);
        for (long step = 0; ; step++)
        {
            if (step % Burst == 0)
            {
                log.Flush();
                Console.WriteLine(step.ToString(CultureInfo.InvariantCulture));
            }

            log.Log(new LossMetrics(step, step));
        }
    }

    /// <summary>The test's side: lets one run until it has printed a few numbers, kills it within a burst, and returns the last number.</summary>
    public static long RunAndKill(string path)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(BurstProcess).Assembly.Location);
        start.ArgumentList.Add(path);
        using Process process = Process.Start(start)!;
        long flushed = -1;
        while (flushed < 4 * Burst && process.StandardOutput.ReadLine() is { } line)
        {
            flushed = long.Parse(line, CultureInfo.InvariantCulture);
        }

        process.Kill();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            flushed = long.Parse(line, CultureInfo.InvariantCulture);
        }

        process.WaitForExit();
        return flushed;
    }
}
