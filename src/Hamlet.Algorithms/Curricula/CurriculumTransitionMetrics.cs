namespace Hamlet.Curricula;

/// <summary>The stage of an agent has changed.</summary>
[MetricRecord("curriculum_transition")]
public readonly partial record struct CurriculumTransitionMetrics
{
    /// <summary>Environment steps of the run.</summary>
    [Step]
    public required long Step { get; init; }

    /// <summary>The agent.</summary>
    [Agent]
    public required int Agent { get; init; }

    /// <summary>The stage before.</summary>
    [Column]
    public required int FromStage { get; init; }

    /// <summary>The stage from the next episodes on.</summary>
    [Column]
    public required int ToStage { get; init; }

    /// <summary>What has changed, and why.</summary>
    [Text("Curriculum/Transition")]
    public required string Transition { get; init; }
}
