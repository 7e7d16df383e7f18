using System.Diagnostics;
using System.Globalization;

namespace Hamlet.Benchmarks.Hosting;

/// <summary>
/// How long a published program takes from its start to the end of a training of one step: everything before the first step, the step, and the
/// closing of what it opened. So the time to the first step is less than what is printed.
/// </summary>
internal static class StartBenchmark
{
    private const int Times = 21;

    /// <summary>Measures.</summary>
    /// <param name="args">The program, and the experiment.</param>
    public static void Run(ReadOnlySpan<string> args)
    {
        if (args.Length < 2)
        {
            throw new ArgumentException("start PROGRAM EXPERIMENT");
        }

        DirectoryInfo runs = Directory.CreateTempSubdirectory("hamlet-start-");
        try
        {
            // The first start unpacks SQLite's library and fills the file system's cache.
            Start(args[0], args[1], runs.FullName);
            double[] milliseconds = new double[Times];
            for (int i = 0; i < Times; i++)
            {
                milliseconds[i] = Start(args[0], args[1], runs.FullName);
            }

            Array.Sort(milliseconds);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"from start to the end of a training of one step: {milliseconds[Times / 2]:F0} ms (median of {Times}), least {milliseconds[0]:F0}, most {milliseconds[^1]:F0}"));
        }
        finally
        {
            runs.Delete(recursive: true);
        }
    }

    private static double Start(string program, string experiment, string runs)
    {
        string[] args =
        [
            "train", experiment, "--quiet", "--log-dir", runs, "--set", "training.total_steps=1", "--set", "evaluation.final_episodes=0",
        ];
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(program, args);
        process.WaitForExit();
        return process.ExitCode == 0
            ? Stopwatch.GetElapsedTime(start).TotalMilliseconds
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
