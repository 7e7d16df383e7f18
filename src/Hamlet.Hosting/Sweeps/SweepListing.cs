using System.Globalization;
using Hamlet.Hosting.Query;
using Hamlet.Training.Runs;

namespace Hamlet.Hosting.Sweeps;

/// <summary>What a sweep would train: its runs, and how each stands.</summary>
internal static class SweepListing
{
    public static void Write(HostIo io, Sweep sweep, string logDirectory)
    {
        var runs = new SweepRuns(sweep, logDirectory, io.Time);
        io.Out.WriteLine($"Sweep '{sweep.Name}' of '{sweep.Options.Config}': {sweep.Trials.Count} trials, {sweep.Jobs.Count} runs, {sweep.Parallel} at once, in '{runs.Directory}'.");
        if (sweep.Rungs.Count > 1)
        {
            foreach ((SweepRung rung, int i) in sweep.Rungs.Select(static (rung, i) => (rung, i)))
            {
                io.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Round {i + 1}: {rung.Trials} trials, {rung.Steps:N0} steps each."));
            }
        }

        foreach (SweepJob job in sweep.Jobs)
        {
            io.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{job.Index}: {job}  ({Word(Find(sweep, runs, job)?.State)})"));
        }
    }

    /// <summary>The same as a list: a run each, its trial and seed, what is tried, and how it stands.</summary>
    public static void Write(QueryPrinter printer, Sweep sweep, string logDirectory)
    {
        var runs = new SweepRuns(sweep, logDirectory, TimeProvider.System);
        string[] keys = [.. sweep.Trials.SelectMany(static t => t.Choices).Select(static c => c.Key).Distinct(StringComparer.Ordinal)];
        printer.Begin(["run", "trial", .. keys, "seed", "steps", "status", "path"]);
        foreach (SweepJob job in sweep.Jobs)
        {
            RunSummary? found = Find(sweep, runs, job);
            printer.Add(
            [
                (long)job.Index,
                (long)job.Trial.Index,
                .. keys.Select(key => job.Trial.Choices.FirstOrDefault(c => c.Key == key) is { } choice ? SweepReport.Value(NodeText.Of(choice.Value)) : null),
                job.Seed is { } seed ? (long)seed : null,
                found?.Info?.Steps,
                Word(found?.State),
                found?.Path,
            ]);
        }

        printer.End();
    }

    // A run of a later round has that one's configuration.
    private static RunSummary? Find(Sweep sweep, SweepRuns runs, SweepJob job) =>
        Enumerable.Range(0, sweep.Rungs.Count).Select(rung => runs.Find(job, rung)).LastOrDefault(static run => run is not null);

    private static string Word(RunState? state) => state?.ToString().ToLowerInvariant() ?? "new";
}
