using System.Globalization;
using Hamlet.Hosting.Commands;
using Hamlet.Training.Experiments;
using Hamlet.Training.Runs;

namespace Hamlet.Hosting.Sweeps;

/// <summary>Trains one run of a sweep in this process: begins it, goes on with it, or finds it finished.</summary>
/// <param name="io">Where it prints.</param>
/// <param name="sweep">The sweep.</param>
/// <param name="logDirectory">The directory of all runs.</param>
/// <param name="quiet">Whether it prints nothing but errors.</param>
internal sealed class SweepJobSession(HostIo io, Sweep sweep, string logDirectory, bool quiet)
{
    private readonly SweepRuns _runs = new(sweep, logDirectory, io.Time);

    /// <summary>Trains.</summary>
    /// <param name="job">The run.</param>
    /// <param name="rung">The round.</param>
    public Task<int> RunAsync(SweepJob job, int rung)
    {
        Experiment experiment = sweep.Experiment(job, rung);
        RunSummary? own = _runs.Find(RunConfiguration.Of(experiment));
        if (own is { State: RunState.Completed } && !SweepRuns.IsDone(own, experiment))
        {
            return GoOnAsync(own, experiment);
        }

        return own is null && rung > 0 && _runs.Find(job, rung - 1) is { State: RunState.Completed } earlier
            ? GoOnAsync(earlier, experiment)
            : new TrainSession(io, _runs.Directory, quiet).RunAsync(experiment, resume: true);
    }

    private Task<int> GoOnAsync(RunSummary run, Experiment experiment) =>
        new ResumeSession(io, quiet) { Sweep = experiment.Sweep }.RunAsync(
            run.Path, which: null, [string.Create(CultureInfo.InvariantCulture, $"training.total_steps={experiment.Training.TotalSteps}")]);
}
