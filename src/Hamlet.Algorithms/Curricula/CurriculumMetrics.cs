namespace Hamlet.Curricula;

/// <summary>What the adversarial curriculum decides by.</summary>
[MetricRecord("curriculum")]
public readonly partial record struct CurriculumMetrics
{
    /// <summary>Environment steps of the run.</summary>
    [Step]
    public required long Step { get; init; }

    /// <summary>The agent.</summary>
    [Agent]
    public required int Agent { get; init; }

    /// <summary>The share of the step limit that its last episodes at the stage lasted.</summary>
    [Scalar("Curriculum/Survival_Rate", Unit = "1")]
    public required double SurvivalRate { get; init; }

    /// <summary>How much more reward a step brought in the newer half of those episodes than in the older, as a share of the latter's.</summary>
    [Scalar("Curriculum/Learning_Progress", Unit = "1")]
    public required double LearningProgress { get; init; }

    /// <summary>How undecided the agent is; absent where its algorithm does not say.</summary>
    [Scalar("Curriculum/Entropy", Unit = "1")]
    public double? Entropy { get; init; }
}
