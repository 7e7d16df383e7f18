using Hamlet.Metrics;

namespace Hamlet.Training.Metrics;

/// <summary>What the parts of the world's reward gave in an episode, where the world says of what its reward is made.</summary>
[MetricRecord("reward_components", Axis = MetricAxis.Episode)]
public readonly partial record struct RewardPartMetrics
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

    /// <summary>The sum of each part over the episode, by name; all together they are its extrinsic reward.</summary>
    [ScalarMap("Reward_Components")]
    public required MetricMap Sums { get; init; }
}
