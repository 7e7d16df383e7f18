using Hamlet.Metrics;

namespace Hamlet.Training.Metrics;

/// <summary>The closing measurement on fresh episodes: the policy that was best in the evaluations, the final one, and a random one.</summary>
[MetricRecord]
public readonly partial record struct FinalEvaluationMetrics
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

    /// <summary>The best policy's mean return; absent where no evaluation chose one.</summary>
    [Scalar("eval/{name}/best_mean_return")]
    public required double? BestMeanReturn { get; init; }

    /// <summary>The best policy's mean length.</summary>
    [Scalar("eval/{name}/best_mean_length", Unit = "steps")]
    public required double? BestMeanLength { get; init; }

    /// <summary>The final policy's mean return.</summary>
    [Scalar("eval/{name}/final_mean_return")]
    public required double FinalMeanReturn { get; init; }

    /// <summary>The final policy's mean length.</summary>
    [Scalar("eval/{name}/final_mean_length", Unit = "steps")]
    public required double FinalMeanLength { get; init; }

    /// <summary>The mean return of uniformly random allowed actions.</summary>
    [Scalar("eval/{name}/random_mean_return")]
    public required double RandomMeanReturn { get; init; }

    /// <summary>The mean length of uniformly random allowed actions.</summary>
    [Scalar("eval/{name}/random_mean_length", Unit = "steps")]
    public required double RandomMeanLength { get; init; }
}
