using Hamlet.Metrics;

namespace Hamlet.Training.Metrics;

/// <summary>
/// One evaluation of the greedy policy on an environment of its own. A trial is an episode; it succeeds if it ended for a reason that the
/// environment calls a success (in the town: living to the step limit). Without such a reason there is no rate.
/// </summary>
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
    /// <summary>How many episodes were played.</summary>
    [Scalar("eval/{name}/num_trials", Unit = "episodes")]
    public required int NumTrials { get; init; }

    /// <summary>How many of them succeeded.</summary>
    [Scalar("eval/{name}/success_trials", Unit = "episodes")]
    public required int? SuccessTrials { get; init; }

    /// <summary>How many did not.</summary>
    [Scalar("eval/{name}/fail_trials", Unit = "episodes")]
    public required int? FailTrials { get; init; }

    /// <summary>The share that succeeded.</summary>
    [Scalar("eval/{name}/success_rate", Unit = "1")]
    public required double? SuccessRate { get; init; }

    /// <summary>How sure that share is: half the width of its 95 % interval (Wilson, 1927, https://doi.org/10.1080/01621459.1927.10502953).</summary>
    [Scalar("eval/{name}/success_precision", Unit = "1")]
    public required double? SuccessPrecision { get; init; }
}
