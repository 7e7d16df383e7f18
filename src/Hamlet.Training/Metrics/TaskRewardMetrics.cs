using Hamlet.Metrics;

namespace Hamlet.Training.Metrics;

/// <summary>How all agents of the run have done in the environment, which gives the tag its name: so runs of the same task are compared.</summary>
[MetricRecord("task_rewards")]
public readonly partial record struct TaskRewardMetrics
{
    /// <summary>Environment steps of the run.</summary>
    [Step]
    public required long Step { get; init; }

    /// <summary>The environment's name, such as <c>CartPole-v1</c>.</summary>
    [TagPart]
    public required TagName Task { get; init; }

    /// <summary>The mean over the agents of their mean sums of rewards in their last episodes, at most 100 each; who has none is left out.</summary>
    [Scalar("rewards/{task}")]
    public required double Mean { get; init; }
}
