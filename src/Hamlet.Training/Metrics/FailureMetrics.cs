using Hamlet.Metrics;

namespace Hamlet.Training.Metrics;

/// <summary>The death or failure that ended an episode.</summary>
[MetricRecord("failure_events", Axis = MetricAxis.Episode)]
public readonly partial record struct FailureMetrics
{
    /// <summary>Environment steps of the run when the episode ended.</summary>
    [Step]
    public required long Step { get; init; }

    /// <summary>The episode, counted per agent from 0 in the order of completion.</summary>
    [Episode]
    public required long Episode { get; init; }

    /// <summary>The agent.</summary>
    [Agent]
    public required int Agent { get; init; }

    /// <summary>Why, as the environment calls it.</summary>
    [Column]
    public required string Reason { get; init; }

    /// <summary>How many steps it lasted.</summary>
    [Column(Unit = "steps")]
    public required int Length { get; init; }
}
