using System.Diagnostics;
using System.Globalization;
using Hamlet.Benchmarks.Support;
using Hamlet.Configuration;
using Hamlet.Formats.Yaml;
using Hamlet.Metrics;
using Hamlet.Outputs.MLflow;
using Hamlet.Outputs.Remote;
using Hamlet.Outputs.Wandb;
using Hamlet.Plugins;
using Hamlet.Training;
using Hamlet.Training.Experiments;

namespace Hamlet.Benchmarks.Outputs;

/// <summary>
/// How much slower training is with all local outputs (event files, database, CSV, a tenth of the episodes as replays) than with none, or
/// with MLflow and W&amp;B on servers beside these: the main job, shortened, in pairs one after the other, so that both halves of a pair meet
/// about the same machine. The median of the ratios, by wall time and by the processor time of the thread that trains:
/// <c>dotnet run -c Release --project tests/Hamlet.Benchmarks -- overhead|remote [pairs] [steps]</c>.
/// </summary>
internal static class OverheadBenchmark
{
    private const string Job = "configs/example_dqn.yaml";

    private static readonly string[] s_local = ["tensorboard", "database", "csv"];

    private enum Outputs
    {
        None,
        Local,
        Remote,
    }

    /// <summary>Measures and prints.</summary>
    /// <param name="arguments">The numbers of pairs and of steps.</param>
    /// <param name="remote">Whether it is about servers: then the local outputs are on in both halves of a pair.</param>
    public static void Run(ReadOnlySpan<string> arguments, bool remote = false)
    {
        (Outputs less, Outputs more) = remote ? (Outputs.Local, Outputs.Remote) : (Outputs.None, Outputs.Local);
        int pairs = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 7;
        int steps = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 20_000;
        _ = Train(steps, more, withClose: !remote); // Compiles everything once.
        var wall = new List<double>();
        var processor = new List<double>();
        for (int i = 0; i < pairs; i++)
        {
            (double Wall, double Processor) without = Train(steps, less, withClose: !remote);
            (double Wall, double Processor) with = Train(steps, more, withClose: !remote);
            wall.Add(with.Wall / without.Wall);
            processor.Add(with.Processor / without.Processor);
            Print(
                $"pair {i + 1}: {without.Wall:F2} s without, {with.Wall:F2} s with; on the training thread {without.Processor:F2} and {with.Processor:F2} s");
        }

        double slower = 100 * (Median(wall) - 1);
        double busier = 100 * (Median(processor) - 1);
        Print($"overhead    {slower:F1} % of the wall time, {busier:F1} % of the training thread's processor time (medians of {pairs} pairs)");
    }

    private static (double Wall, double Processor) Train(int steps, Outputs outputs, bool withClose)
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("hamlet-overhead-");
        try
        {
            var reader = new YamlConfigReader();
            Experiment experiment = ExperimentBinder.Bind(reader.Read(Path.GetFullPath(Job), Job), PluginCatalog.Host, reader);
            experiment = experiment with
            {
                Training = experiment.Training with { TotalSteps = steps },
                Evaluation = experiment.Evaluation with { EverySteps = 0, FinalEpisodes = 0 },
                Metrics = experiment.Metrics with { ReplayStorage = outputs != Outputs.None },
            };
            var context = new SinkContext { RunDirectory = directory.FullName, RunId = "overhead", Experiment = "overhead" };
            using StubServer? server = outputs == Outputs.Remote ? new StubServer() : null;
            NamedSink[] sinks = outputs == Outputs.None
                ? []
                : [.. experiment.Sinks.Where(s => s_local.Contains(s.Sink.Plugin.Name)).Select(s => new NamedSink(s.Sink.Plugin.Name, s.Sink.Create(context))), .. Remote(server, context)];
            using var metrics = new MetricLog(sinks);
            using var trainer = Trainer.Create(experiment, metrics, new TrainerOutput(directory.FullName));
            long start = Stopwatch.GetTimestamp();
            double processor = ThreadTime.Seconds;
            _ = trainer.Train();
            processor = ThreadTime.Seconds - processor;
            double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
            metrics.Dispose();
            if (metrics.Failures is [{ } failure, ..])
            {
                throw new InvalidOperationException(failure.ToString());
            }

            // Sending the rest is the end of a run and no training; writing to disk is.
            return (withClose ? Stopwatch.GetElapsedTime(start).TotalSeconds : wall, processor);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static NamedSink[] Remote(StubServer? server, SinkContext context)
    {
        if (server is null)
        {
            return [];
        }

        var host = new RemoteHost
        {
            Environment = name => name switch { "WANDB_API_KEY" => new string('0', 40), "WANDB_BASE_URL" => server.Address, _ => null },
        };
        return
        [
            new NamedSink("wandb", new WandbSink(new WandbOptions(), context, host)),
            new NamedSink("mlflow", new MlflowSink(new MlflowOptions { TrackingUri = server.Address }, context, host)),
        ];
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
