using Hamlet.Metrics;

namespace Hamlet.Training.Metrics;

/// <summary>How an agent has done in its last episodes, at most 100; as rl_games and stable-baselines3 report it.</summary>
[MetricRecord("rewards")]
public readonly partial record struct RewardMetrics
{
    /// <summary>Environment steps of the run.</summary>
    [Step]
    public required long Step { get; init; }

    /// <summary>The agent.</summary>
    [Agent]
    public required int Agent { get; init; }

    /// <summary>The mean sum of rewards.</summary>
    [Scalar("rewards/mean")]
    public required double Mean { get; init; }

    /// <summary>The mean number of steps.</summary>
    [Scalar("episode_lengths/mean", Unit = "steps")]
    public required double MeanLength { get; init; }
}
