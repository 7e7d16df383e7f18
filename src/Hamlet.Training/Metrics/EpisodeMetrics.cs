using Hamlet.Metrics;

namespace Hamlet.Training.Metrics;

/// <summary>One finished episode of training.</summary>
[MetricRecord(Axis = MetricAxis.Episode)]
public readonly partial record struct EpisodeMetrics
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

    /// <summary>How many steps the episode lasted.</summary>
    [Scalar("Episode/Survival_Time", Unit = "steps")]
    public required int SurvivalTime { get; init; }

    /// <summary>The sum of its rewards, undiscounted.</summary>
    [Scalar("Episode/Total_Reward")]
    public required double TotalReward { get; init; }

    /// <summary>What the world gave of it.</summary>
    [Scalar("Episode/Extrinsic_Reward")]
    public required double ExtrinsicReward { get; init; }

    /// <summary>What curiosity added to it; absent where there is none.</summary>
    [Scalar("Episode/Intrinsic_Reward")]
    public double? IntrinsicReward { get; init; }

    /// <summary>The share of curiosity in the total; absent where there is none or the total is 0.</summary>
    [Scalar("Episode/Intrinsic_Ratio", Unit = "1")]
    public double? IntrinsicRatio { get; init; }

    /// <summary>The stage of the curriculum; absent where there is none.</summary>
    [Scalar("Curriculum/Stage")]
    public int? Stage { get; init; }

    /// <summary>The exploration rate when it ended; absent where the algorithm has none.</summary>
    [Scalar("Exploration/Epsilon")]
    public required double? Epsilon { get; init; }

    /// <summary>What a unit of curiosity counts; absent where there is none.</summary>
    [Scalar("Exploration/Intrinsic_Weight")]
    public double? IntrinsicWeight { get; init; }
}
