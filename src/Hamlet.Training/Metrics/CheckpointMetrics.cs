using Hamlet.Metrics;

namespace Hamlet.Training.Metrics;

/// <summary>What a checkpoint cost.</summary>
[MetricRecord("checkpoint", Clocked = true)]
public readonly partial record struct CheckpointMetrics
{
    /// <summary>Environment steps of the run.</summary>
    [Step]
    public required long Step { get; init; }

    /// <summary>How long training stood still while its state was copied; writing it went on beside.</summary>
    [Scalar("Checkpoint/Pause", Unit = "ms")]
    public required double Pause { get; init; }
}
