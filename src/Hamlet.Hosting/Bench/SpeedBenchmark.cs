using System.Diagnostics;
using Hamlet.Hosting.Input;
using Hamlet.Metrics;
using Hamlet.Numerics;
using Hamlet.Training;
using Hamlet.Training.Experiments;
using Hamlet.Training.Runs;

namespace Hamlet.Hosting.Bench;

/// <summary>
/// How fast whole trainings are with their outputs on: environment steps a second, where the time goes, and how much of the core's arithmetic
/// is used. Each is trained several times and the fastest counts, since other work on a machine only slows down.
/// </summary>
internal sealed class SpeedBenchmark(HostIo io, string logDirectory, long steps, int rounds)
{
    /// <summary>Prints all figures.</summary>
    public void Run(CancellationToken token)
    {
        OutputFile.CheckRuns(logDirectory);
        double peak = PeakSpeed.Measure();
        io.Out.WriteLine($"Multiply-adds alone: {BenchText.Tenths(peak / 1e9)} GFLOP/s on one core.");
        foreach (SpeedRecipe recipe in (SpeedRecipe[])[SpeedRecipe.Ppo, SpeedRecipe.Dqn])
        {
            Measurement best = Enumerable.Range(0, rounds).Select(_ => Train(recipe, token)).MinBy(static m => m.Seconds)!;
            Print(recipe, best, peak);
        }
    }

    private void Print(SpeedRecipe recipe, Measurement measured, double peak)
    {
        (double act, double environment, double learn, double record) = measured.Shares;
        double learning = recipe.LearnFlops * recipe.Learned(measured.Steps);
        double all = (recipe.ActFlops * measured.Steps) + learning;
        io.Out.WriteLine(
            $"{recipe.Name}: {BenchText.Whole(measured.Steps / measured.Seconds)} steps/s (floor {BenchText.Whole(recipe.Floor)}),"
            + $" {BenchText.Whole(measured.Steps / measured.ProcessorSeconds)} a second of processor time, outputs included");
        io.Out.WriteLine(
            $"  act {BenchText.Percent(act)}, environment {BenchText.Percent(environment)}, learn {BenchText.Percent(learn)},"
            + $" record {BenchText.Percent(record)}; {BenchText.OfPeak(all / measured.Seconds, peak)},"
            + (learning > 0
                ? $" while learning {BenchText.OfPeak(learning / (learn * measured.Seconds), peak)}"
                : $" and {BenchText.Whole(measured.Steps)} steps are too few for it to learn"));
    }

    private Measurement Train(SpeedRecipe recipe, CancellationToken token)
    {
        ExperimentSource source = recipe.Source with { Assignments = [.. recipe.Source.Assignments, $"training.total_steps={steps}"] };
        Experiment experiment = source.Load(io.Catalog);
        using RunDirectory run = RunDirectory.Create(logDirectory, experiment, io.Time);
        var phases = new PhaseSink();
        TimeSpan processor;
        TrainingResult result;
        using (var metrics = new MetricLog([.. Open(experiment, run), new NamedSink("phases", phases)]))
        {
            using var trainer = Trainer.Create(experiment, metrics);
            TimeSpan before = Environment.CpuUsage.TotalTime;
            result = trainer.Train(token);
            metrics.Flush();
            processor = Environment.CpuUsage.TotalTime - before;
        }

        token.ThrowIfCancellationRequested();
        return new Measurement(result.Steps, result.Elapsed.TotalSeconds, processor.TotalSeconds, phases.Shares(result.Steps));
    }

    private IEnumerable<NamedSink> Open(Experiment experiment, RunDirectory run)
    {
        var context = new SinkContext
        {
            RunDirectory = run.Path,
            RunId = run.Id,
            Experiment = experiment.Options.Name,
            Agents = experiment.MetricAgents,
            Configuration = run.Configuration.Text,
            Time = io.Time,
        };
        return experiment.Sinks.Where(static s => s.Enabled).Select(s => new NamedSink(s.Sink.Plugin.Name, s.Sink.Create(context)));
    }

    private sealed record Measurement(
        long Steps, double Seconds, double ProcessorSeconds, (double Act, double Environment, double Learn, double Record) Shares);
}
