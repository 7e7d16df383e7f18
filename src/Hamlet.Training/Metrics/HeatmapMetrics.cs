using Hamlet.Metrics;

namespace Hamlet.Training.Metrics;

/// <summary>Where an agent was in the episodes since the last such picture: the darker a cell, the longer.</summary>
[MetricRecord("heatmap", Axis = MetricAxis.Episode)]
public readonly partial record struct HeatmapMetrics
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

    /// <summary>A square of pixels a cell; white was never visited, the full colour marks the cell visited most.</summary>
    [Image("Affordances/Position_Heatmap")]
    public required MetricImage Positions { get; init; }
}
