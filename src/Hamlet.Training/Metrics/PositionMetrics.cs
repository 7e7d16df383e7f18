using Hamlet.Metrics;

namespace Hamlet.Training.Metrics;

/// <summary>Where an agent was in the episodes since the last such rows; a row for each cell that was visited.</summary>
[MetricRecord("position_heatmap", Axis = MetricAxis.Episode)]
public readonly partial record struct PositionMetrics
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

    /// <summary>The column, from the left.</summary>
    [Column]
    public required int X { get; init; }

    /// <summary>The row, from the top.</summary>
    [Column]
    public required int Y { get; init; }

    /// <summary>After how many steps it stood there.</summary>
    [Column(Unit = "steps")]
    public required long VisitCount { get; init; }

    /// <summary>Over how many episodes, the last one included.</summary>
    [Column(Unit = "episodes")]
    public required long Episodes { get; init; }
}
