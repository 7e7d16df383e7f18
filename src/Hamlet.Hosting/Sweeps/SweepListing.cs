using System.Globalization;
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
            io.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{job.Index}: {job}  ({Word(State(sweep, runs, job))})"));
        }
    }

    // A run of a later round has that one's configuration.
    private static RunState? State(Sweep sweep, SweepRuns runs, SweepJob job) =>
        Enumerable.Range(0, sweep.Rungs.Count).Select(rung => runs.Find(job, rung)).LastOrDefault(static run => run is not null)?.State;

    private static string Word(RunState? state) => state?.ToString().ToLowerInvariant() ?? "new";
}
