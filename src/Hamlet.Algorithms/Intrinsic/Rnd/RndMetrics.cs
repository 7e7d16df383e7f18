namespace Hamlet.Algorithms.Intrinsic;

/// <summary>How new the agent's observations are to it.</summary>
[MetricRecord("rnd")]
public readonly partial record struct RndMetrics
{
    /// <summary>Environment steps of the run.</summary>
    [Step]
    public required long Step { get; init; }

    /// <summary>The agent.</summary>
    [Agent]
    public required int Agent { get; init; }

    /// <summary>The predictor's mean squared error on what it has just learned from, before it did.</summary>
    [Scalar("Training/RND_Error")]
    public required float Error { get; init; }
}
