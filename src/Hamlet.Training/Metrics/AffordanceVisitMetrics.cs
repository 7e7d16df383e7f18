using Hamlet.Metrics;

namespace Hamlet.Training.Metrics;

/// <summary>How often, in an episode, the use of one affordance followed that of another; a row for each pair that occurred.</summary>
[MetricRecord("affordance_visits", Axis = MetricAxis.Episode)]
public readonly partial record struct AffordanceVisitMetrics
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

    /// <summary>What was used before; absent for the first use of the episode.</summary>
    [Column]
    public required string? FromAffordance { get; init; }

    /// <summary>What was used then.</summary>
    [Column]
    public required string ToAffordance { get; init; }

    /// <summary>How often.</summary>
    [Column(Unit = "uses")]
    public required int VisitCount { get; init; }
}
