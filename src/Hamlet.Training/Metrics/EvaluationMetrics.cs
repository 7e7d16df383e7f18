using Hamlet.Metrics;

namespace Hamlet.Training.Metrics;

/// <summary>One evaluation of the greedy policy on an environment of its own.</summary>
[MetricRecord]
public readonly partial record struct EvaluationMetrics
{
    /// <summary>Environment steps of training before it.</summary>
    [Step]
    public required long Step { get; init; }

    /// <summary>The agent.</summary>
    [Agent]
    public required int Agent { get; init; }

    /// <summary>The evaluation's name.</summary>
    [TagPart]
    public required TagName Name { get; init; }

    /// <summary>The mean sum of rewards of an episode, undiscounted.</summary>
    [Scalar("eval/{name}/mean_return")]
    public required double MeanReturn { get; init; }

    /// <summary>The standard deviation of that sum over the episodes (n - 1).</summary>
    [Scalar("eval/{name}/std_return")]
    public required double StdReturn { get; init; }

    /// <summary>The mean number of steps of an episode.</summary>
    [Scalar("eval/{name}/mean_length", Unit = "steps")]
    public required double MeanLength { get; init; }
}
