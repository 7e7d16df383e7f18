using Hamlet.Metrics;

namespace Hamlet.Training.Metrics;

/// <summary>
/// How each agent has done in its last episodes, at most 100, under tags without a prefix: so the curves of all agents stand side by side.
/// </summary>
[MetricRecord("agent_rewards")]
public readonly partial record struct AgentRewardMetrics
{
    /// <summary>Environment steps of the run.</summary>
    [Step]
    public required long Step { get; init; }

    /// <summary>The agent's number, counted from 0.</summary>
    [TagPart]
    public required TagName I { get; init; }

    /// <summary>The mean sum of rewards.</summary>
    [Scalar("rewards/{i}")]
    public required double Mean { get; init; }
}
