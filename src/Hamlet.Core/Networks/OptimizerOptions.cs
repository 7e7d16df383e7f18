namespace Hamlet.Networks;

/// <summary>Adam (Kingma and Ba, 2015) with PyTorch's defaults.</summary>
public sealed record OptimizerOptions
{
    /// <summary>Step size.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Decay of the first moment.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the second moment.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the second moment.</summary>
    public double Epsilon { get; init; } = 1e-8;
}
