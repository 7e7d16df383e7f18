using Hamlet;

namespace Hamlet.SamplePlugins;

/// <summary>What a step costs.</summary>
[Options]
public sealed partial record StepCostOptions
{
    /// <summary>What is taken from the reward of every step.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Cost { get; init; } = 0.01;
}
