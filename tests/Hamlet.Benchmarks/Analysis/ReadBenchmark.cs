using System.Diagnostics;
using System.Globalization;
using Hamlet.Analysis;
using Hamlet.Analysis.Rules;
using Hamlet.Formats.EventFiles;
using Hamlet.Randomness;

namespace Hamlet.Benchmarks.Analysis;

/// <summary>
/// How fast a log of 1,000 tags is read and analyzed on one core, and how much memory that takes. The log is made first: 0.5 GB, or as many GB as the
/// first argument says (5 for the long form). It is read twice, so that the second time shows the processor and not the disk. With a directory as
/// second argument the log is made there, stays, and is not read: to measure the command <c>hamlet analyze</c> as a process of its own.
/// </summary>
internal static class ReadBenchmark
{
    private const int Tags = 1_000;
    private const int Each = 8;

    /// <summary>Measures and prints.</summary>
    public static void Run(ReadOnlySpan<string> args)
    {
        double gigabytes = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 0.5;
        if (args.Length > 1)
        {
            Print($"log: {Generate(Directory.CreateDirectory(args[1]).FullName, (long)(gigabytes * 1e9)) / 1e6:F1} million scalars, {Tags} tags, in {args[1]}");
            return;
        }

        DirectoryInfo directory = Directory.CreateTempSubdirectory("hamlet-read-");
        try
        {
            long scalars = Generate(directory.FullName, (long)(gigabytes * 1e9));
            long bytes = directory.EnumerateFiles().Sum(static f => f.Length);
            Print($"log: {bytes / 1e9:F2} GB, {scalars / 1e6:F1} million scalars, {Tags} tags; peak memory so far {PeakMegabytes():F0} MB");
            for (int round = 0; round < 2; round++)
            {
                Measure(directory.FullName, bytes);
                GC.Collect();
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static void Measure(string directory, long bytes)
    {
        var analyzer = new LogAnalyzer(directory, AnalysisRules.Default, TimeProvider.System);
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        long began = Stopwatch.GetTimestamp();
        analyzer.Read();
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        double processor = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        Print($"reading:   {bytes / 1e6 / seconds,7:F0} MB/s, in a second of processor time {bytes / 1e6 / processor:F0} MB; peak memory {PeakMegabytes():F0} MB");
        began = Stopwatch.GetTimestamp();
        LogAnalysis analysis = analyzer.Analyze();
        seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Print($"analyzing: {seconds,7:F2} s more, {analysis.Runs[0].Findings.Count} findings; peak memory {PeakMegabytes():F0} MB");
    }

    private static long Generate(string directory, long bytes)
    {
        RandomStream random = new RandomStreams(1).Create("log");
        using EventFileWriter writer = EventFileWriter.Create(directory, "benchmark", 0, TimeProvider.System);
        EventTag[] tags = [.. Enumerable.Range(0, Tags).Select(i => writer.Tag($"Group_{i % 40}/Metric_{i:D4}"))];
        long scalars = 0;
        for (long step = 1; writer.Length < bytes; step++)
        {
            for (int i = 0; i < Tags; i += Each)
            {
                writer.Begin(1.76e9 + step, step);
                for (int j = i; j < i + Each; j++)
                {
                    writer.Scalar(tags[j], (float)random.NextDouble());
                }

                writer.End();
                scalars += Each;
            }
        }

        return scalars;
    }

    private static double PeakMegabytes() => Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
