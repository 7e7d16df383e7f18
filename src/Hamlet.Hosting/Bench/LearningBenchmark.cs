using Hamlet.Hosting.Input;
using Hamlet.Training;
using Hamlet.Training.Experiments;

namespace Hamlet.Hosting.Bench;

/// <summary>
/// Trains what the learning table promises, seed by seed, and measures the policy that was best in the evaluations of training, and the last
/// one, on fresh episodes of other seeds.
/// </summary>
internal sealed class LearningBenchmark(HostIo io, string configurations, IReadOnlyList<ulong> seeds, string? output)
{
    /// <summary>Trains some lines and prints their table.</summary>
    public void Run(IReadOnlyList<LearningEntry> entries, CancellationToken token)
    {
        if (output is not null)
        {
            // Now, and not after hours of training.
            OutputFile.Check(output);
        }

        var table = new List<string>(LearningTable.Head);
        foreach (LearningEntry entry in entries)
        {
            long steps = 0;
            var outcomes = new List<LearningOutcome>();
            foreach (ulong seed in seeds)
            {
                (LearningOutcome outcome, TrainingResult result) = Train(entry, seed, token);
                outcomes.Add(outcome);
                steps = result.Steps;
                io.Out.WriteLine(
                    $"{entry.Name}, seed {seed}: best {BenchText.Tenths(outcome.Best)}, final {BenchText.Tenths(outcome.Final)},"
                    + $" {BenchText.Whole(result.Steps)} steps in {BenchText.Tenths(result.Elapsed.TotalSeconds)} s");
            }

            table.Add(LearningTable.Line(entry, steps, outcomes));
            // After each line: what an interrupted table has is not lost.
            if (output is not null)
            {
                OutputFile.WriteText(output, file => table.ForEach(file.WriteLine));
            }
        }

        io.Out.WriteLine();
        foreach (string line in table)
        {
            io.Out.WriteLine(line);
        }
    }

    private (LearningOutcome Outcome, TrainingResult Result) Train(LearningEntry entry, ulong seed, CancellationToken token)
    {
        var source = new ExperimentSource { File = Path.Combine(configurations, entry.Config), Seed = seed, Assignments = entry.Assignments };
        Experiment experiment = source.Load(io.Catalog);
        using var trainer = Trainer.Create(experiment);
        TrainingResult result = trainer.Train(token);
        token.ThrowIfCancellationRequested();
        return (LearningOutcome.Of(entry, seed, result.Agents[0]), result);
    }
}
