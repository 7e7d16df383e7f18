using System.Diagnostics;
using System.Globalization;
using Hamlet.Benchmarks.Support;
using Hamlet.Formats.Yaml;
using Hamlet.Live;
using Hamlet.Metrics;
using Hamlet.Plugins;
using Hamlet.Training;
using Hamlet.Training.Experiments;

namespace Hamlet.Benchmarks.Live;

/// <summary>
/// How much slower training is with a live page: with nobody there, and with 50 visitors, of whom 10 never read. The main job, shortened,
/// in groups of three one after the other, so that all of a group meet about the same machine. The median of the ratios, by wall time and
/// by the processor time of the thread that trains: <c>dotnet run -c Release --project tests/Hamlet.Benchmarks -- live [groups] [steps]</c>.
/// </summary>
internal static class LiveBenchmark
{
    private const string Job = "configs/example_dqn.yaml";
    private const int Reading = 40;
    private const int Stuck = 10;

    private enum Page
    {
        None,
        Empty,
        Crowded,
    }

    /// <summary>Measures and prints.</summary>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        int groups = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 5;
        int steps = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 100_000;
        _ = Train(steps / 5, Page.Crowded); // Compiles everything once.
        var empty = new List<(double Wall, double Processor)>();
        var crowded = new List<(double Wall, double Processor)>();
        for (int i = 0; i < groups; i++)
        {
            (double Wall, double Processor) without = Train(steps, Page.None);
            (double Wall, double Processor) alone = Train(steps, Page.Empty);
            (double Wall, double Processor) watched = Train(steps, Page.Crowded);
            empty.Add((alone.Wall / without.Wall, alone.Processor / without.Processor));
            crowded.Add((watched.Wall / without.Wall, watched.Processor / without.Processor));
            Print(
                $"group {i + 1}: {without.Wall:F2} s without, {alone.Wall:F2} s with a page, {watched.Wall:F2} s with 50 visitors; on the training thread {without.Processor:F2}, {alone.Processor:F2} and {watched.Processor:F2} s");
        }

        Report("a page with nobody there", empty);
        Report("a page with 50 visitors, 10 of whom never read", crowded);
    }

    private static (double Wall, double Processor) Train(int steps, Page page)
    {
        var reader = new YamlConfigReader();
        Experiment experiment = ExperimentBinder.Bind(reader.Read(Path.GetFullPath(Job), Job), PluginCatalog.Host, reader);
        experiment = experiment with
        {
            Training = experiment.Training with { TotalSteps = steps },
            Evaluation = experiment.Evaluation with { EverySteps = 0, FinalEpisodes = 0 },
        };
        using LiveSink? sink = page == Page.None
            ? null
            : new LiveSink(new LiveOptions { Port = 0 }, new SinkContext { RunDirectory = Path.GetTempPath(), RunId = "live", Experiment = "live" });
        using Visitors? visitors = page == Page.Crowded ? new Visitors(sink!.Port, Reading, Stuck) : null;
        using var metrics = new MetricLog(sink is null ? [] : [new NamedSink("live", sink)]);
        using var trainer = Trainer.Create(experiment, metrics);
        if (sink is not null)
        {
            trainer.Watch(sink.Watcher);
        }

        long start = Stopwatch.GetTimestamp();
        double processor = ThreadTime.Seconds;
        _ = trainer.Train();
        processor = ThreadTime.Seconds - processor;
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (visitors is { Bytes: 0 })
        {
            throw new InvalidOperationException("The visitors were told nothing.");
        }

        return (wall, processor);
    }

    private static void Report(string what, List<(double Wall, double Processor)> ratios) => Print(
        $"{what}: {100 * (Median(ratios.Select(static r => r.Wall)) - 1):F1} % of the wall time, {100 * (Median(ratios.Select(static r => r.Processor)) - 1):F1} % of the training thread's processor time (medians of {ratios.Count})");

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
