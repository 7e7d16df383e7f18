using Hamlet;

namespace Hamlet.SamplePlugins;

/// <summary>The hyperparameters of tabular Q-learning.</summary>
[Options]
public sealed partial record TabularQOptions
{
    /// <summary>Step size.</summary>
    [Range(0, 1, MinExclusive = true)]
    public double LearningRate { get; init; } = 0.5;

    /// <summary>Discount.</summary>
    [Range(0, 1)]
    public double Gamma { get; init; } = 0.95;
}
