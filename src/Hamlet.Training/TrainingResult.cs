using Hamlet.Metrics;
using Hamlet.Training.Checkpoints;

namespace Hamlet.Training;

/// <summary>What became of a training.</summary>
/// <param name="Interrupted">Whether it was stopped before its end.</param>
/// <param name="Steps">Environment steps made.</param>
/// <param name="Elapsed">The time that it took, evaluations included.</param>
/// <param name="Agents">The agents.</param>
/// <param name="MaxSteps">The step limit of an episode, or null.</param>
/// <param name="FailedOutputs">The outputs that failed up to here, with their reasons and what became of them.</param>
public sealed record TrainingResult(
    bool Interrupted,
    long Steps,
    TimeSpan Elapsed,
    IReadOnlyList<AgentResult> Agents,
    int? MaxSteps,
    IReadOnlyList<SinkFailure> FailedOutputs)
{
    /// <summary>Environment steps that had been made when this process went on with the run; 0 for one that it began.</summary>
    public long FirstStep { get; init; }

    /// <summary>Whether an episode that reaches its step limit is a success, so that a longer one is a better one.</summary>
    public bool LimitIsSuccess { get; init; }

    /// <summary>What checkpoints cost.</summary>
    public CheckpointPauses Checkpoints { get; init; }

    /// <summary>Why a callback ended it before its time; null where none did.</summary>
    public string? StopReason { get; init; }
}
