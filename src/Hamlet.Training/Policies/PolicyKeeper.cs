using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Formats.Policies;
using Hamlet.Metrics;
using Hamlet.State;

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
    public override void OnBest(Learner learner) => Write(PolicyLocation.Best, learner, learner.Best.Policy!, progress.Step);

    /// <inheritdoc/>
    public override void Complete()
    {
        foreach (Learner learner in learners)
        {
            using IPolicy last = learner.CreatePolicy();
            Write(PolicyLocation.Latest, learner, last, progress.Step);
        }
    }

    /// <summary>
    /// The files become those of the time that the training goes back to: the best by then, and no last one. The agents are loaded before.
    /// </summary>
    public override void LoadState(StateReader reader)
    {
        foreach (Learner learner in learners)
        {
            File.Delete(PathOf(PolicyLocation.Latest, learner));
            if (learner.Best.Policy is { } best)
            {
                Write(PolicyLocation.Best, learner, best, learner.Best.Step);
            }
            else
            {
                File.Delete(PathOf(PolicyLocation.Best, learner));
            }
        }
    }

    private string PathOf(string folder, Learner learner)
    {
        string directory = Path.Combine(runDirectory, PolicyLocation.FolderName, folder);
        Directory.CreateDirectory(directory);
        return Path.Combine(directory, PolicyLocation.FileName(learner.Id));
    }

    private void Write(string folder, Learner learner, IPolicy policy, long? step)
    {
        if (_failure is not null || policy.Model is not { } model)
        {
            return;
        }

        try
        {
            PolicyFile.Of(model, spec, learner.Id, step).Write(PathOf(folder, learner));
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            _failure = new SinkFailure(Name, reason, SinkOutcome.Closed, Lost: 0);
            onFailed?.Invoke(_failure);
        }
    }
}
