using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Formats.Policies;
using Hamlet.Metrics;

namespace Hamlet.Training.Policies;

/// <summary>
/// Keeps policies as files in the run's directory: at each evaluation that is the best so far, the policy that was measured; at the end, the
/// last one. An algorithm whose policy is no network has none.
/// </summary>
/// <param name="runDirectory">The directory of the run.</param>
/// <param name="spec">What the environment is like.</param>
/// <param name="learners">The agents, of a population of clones one for all.</param>
/// <param name="progress">How far training is.</param>
/// <param name="onFailed">Told once if nothing can be written any more.</param>
internal sealed class PolicyKeeper(
    string runDirectory, EnvironmentSpec spec, IReadOnlyList<Learner> learners, TrainingProgress progress, Action<SinkFailure>? onFailed)
    : TrainingObserver
{
    /// <summary>What reports call it.</summary>
    public const string Name = "policies";

    private SinkFailure? _failure;

    /// <inheritdoc/>
    public override SinkFailure? Failure => _failure;

    /// <inheritdoc/>
    public override void OnBest(Learner learner) => Write(PolicyLocation.Best, learner, learner.Best.Policy!);

    /// <inheritdoc/>
    public override void Complete()
    {
        foreach (Learner learner in learners)
        {
            using IPolicy last = learner.CreatePolicy();
            Write(PolicyLocation.Latest, learner, last);
        }
    }

    private void Write(string folder, Learner learner, IPolicy policy)
    {
        if (_failure is not null || policy.Model is not { } model)
        {
            return;
        }

        try
        {
            string directory = Path.Combine(runDirectory, PolicyLocation.FolderName, folder);
            Directory.CreateDirectory(directory);
            PolicyFile.Of(model, spec, learner.Id, progress.Step).Write(Path.Combine(directory, PolicyLocation.FileName(learner.Id)));
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            _failure = new SinkFailure(Name, reason, SinkOutcome.Closed, Lost: 0);
            onFailed?.Invoke(_failure);
        }
    }
}
