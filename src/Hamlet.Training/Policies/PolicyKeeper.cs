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
/// <param name="agents">The agents.</param>
/// <param name="progress">How far training is.</param>
/// <param name="onFailed">Told once if nothing can be written any more.</param>
internal sealed class PolicyKeeper(
    string runDirectory, EnvironmentSpec spec, IReadOnlyList<AgentRunner> agents, TrainingProgress progress, Action<SinkFailure>? onFailed)
    : TrainingObserver
{
    /// <summary>What reports call it.</summary>
    public const string Name = "policies";

    private SinkFailure? _failure;

    /// <inheritdoc/>
    public override SinkFailure? Failure => _failure;

    /// <inheritdoc/>
    public override void OnEvaluation(AgentRunner agent, long step)
    {
        if (agent.BestStep == step)
        {
            Write(PolicyLocation.Best, agent, agent.Best!);
        }
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        foreach (AgentRunner agent in agents)
        {
            using IPolicy last = agent.Algorithm.CreatePolicy();
            Write(PolicyLocation.Latest, agent, last);
        }
    }

    private void Write(string folder, AgentRunner agent, IPolicy policy)
    {
        if (_failure is not null || policy.Model is not { } model)
        {
            return;
        }

        try
        {
            string directory = Path.Combine(runDirectory, PolicyLocation.FolderName, folder);
            Directory.CreateDirectory(directory);
            PolicyFile.Of(model, spec, agent.Id, progress.Step).Write(Path.Combine(directory, PolicyLocation.FileName(agent.Id)));
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            _failure = new SinkFailure(Name, reason, SinkOutcome.Closed, Lost: 0);
            onFailed?.Invoke(_failure);
        }
    }
}
