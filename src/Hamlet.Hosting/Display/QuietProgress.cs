using Hamlet.Training;

namespace Hamlet.Hosting.Display;

/// <summary>Shows nothing.</summary>
internal sealed class QuietProgress : ProgressDisplay
{
    public override Task<TrainingResult> RunAsync(TrainingStatus status, Func<Task<TrainingResult>> start) => start();
}
