using Hamlet.Training.Experiments;
using Hamlet.Training.Runs;

namespace Hamlet.Hosting.Sweeps;

/// <summary>The runs of a sweep that there are, in its directory.</summary>
/// <param name="sweep">The sweep.</param>
/// <param name="logDirectory">The directory of all runs.</param>
/// <param name="time">The clock that tells whether a run is at work.</param>
internal sealed class SweepRuns(Sweep sweep, string logDirectory, TimeProvider time)
{
    /// <summary>The sweep's directory.</summary>
    public string Directory { get; } = Path.Combine(logDirectory, sweep.Name);

    /// <summary>The run of a configuration: a finished one before others, and the newest of them; null if there is none.</summary>
    public RunSummary? Find(RunConfiguration configuration) => new ExperimentManager(Directory, time).List()
        .Where(run => configuration.IsThatOf(run.Path))
        .OrderByDescending(static run => run.State == RunState.Completed)
        .FirstOrDefault();

    /// <summary>The run that a job goes on with or has finished in a round; null where it is to be begun.</summary>
    public RunSummary? Find(SweepJob job, int rung) => Find(RunConfiguration.Of(sweep.Experiment(job, rung)));

    /// <summary>Whether a run has all the steps of a round: one that was about to go on when its process died has the next round's configuration already.</summary>
    public static bool IsDone(RunSummary run, Experiment experiment) =>
        run.State == RunState.Completed && (experiment.Training.TotalSteps is not { } steps || run.Info!.Steps >= steps || run.Info.Reason is not null);
}
