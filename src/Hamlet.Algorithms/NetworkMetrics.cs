namespace Hamlet.Algorithms;

/// <summary>How an agent's network was changed by one training.</summary>
[MetricRecord("network")]
public readonly partial record struct NetworkMetrics
{
    /// <summary>The environment step.</summary>
    [Step]
    public long Step { get; init; }

    /// <summary>The agent.</summary>
    [Agent]
    public int Agent { get; init; }

    /// <summary>The mean Euclidean norm of the updates' gradients, before clipping.</summary>
    [Scalar("Gradients/Total_Norm")]
    public float GradientNorm { get; init; }

    /// <summary>The optimizer's step size.</summary>
    [Scalar("Training/Learning_Rate")]
    public double LearningRate { get; init; }
}
