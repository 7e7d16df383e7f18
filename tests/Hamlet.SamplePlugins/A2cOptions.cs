using Hamlet;
using Hamlet.Configuration;

namespace Hamlet.SamplePlugins;

/// <summary>The hyperparameters of advantage actor-critic, with the names of stable-baselines3.</summary>
[Options]
public sealed partial record A2cOptions
{
    /// <summary>Step size of Adam.</summary>
    [Range(0, 1, MinExclusive = true)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>The steps of each environment from one update to the next.</summary>
    [Range(1, 10_000), Option(Unit = "steps")]
    public int NSteps { get; init; } = 8;

    /// <summary>What a reward one step later counts.</summary>
    [Range(0, 1)]
    public double Gamma { get; init; } = 0.99;

    /// <summary>What the entropy counts in the loss.</summary>
    [Range(0, 1)]
    public double EntCoef { get; init; } = 0.01;

    /// <summary>What the value loss counts.</summary>
    [Range(0, 100)]
    public double VfCoef { get; init; } = 0.5;

    /// <summary>The greatest norm of the gradient.</summary>
    [Range(0, 1000, MinExclusive = true)]
    public double MaxGradNorm { get; init; } = 0.5;

    /// <summary>The widths of the hidden layers.</summary>
    [Range(1, 65536)]
    public IReadOnlyList<int> Hidden { get; init; } = [64, 64];

    /// <summary>Where these options stand in the configuration file.</summary>
    public ConfigSpan Span { get; init; }
}
