using Hamlet.Training;
using Hamlet.Training.Experiments;

namespace Hamlet.Hosting.Display;

/// <summary>Shows how training goes while it goes. It only reads <see cref="TrainingStatus"/>, so that no clock comes near a result.</summary>
internal abstract class ProgressDisplay
{
    public static ProgressDisplay For(HostIo io, bool quiet, Experiment experiment, RunLog log) =>
        quiet ? new QuietProgress()
        : io.Terminal ? new TerminalProgress(TerminalProgress.Terminal(io), experiment)
        : new PlainProgress(io, experiment, log);

    /// <summary>Starts the work and shows its status until it is done.</summary>
    public abstract Task<TrainingResult> RunAsync(TrainingStatus status, Func<Task<TrainingResult>> start);
}
