using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>Little for living, a little more for living well, and much at the end.</summary>
[Options]
public sealed partial record TownSparseReward
{
    /// <summary>The reward of a step survived.</summary>
    public double Step { get; init; } = 0.1;

    /// <summary>The meters that must all be healthy for the bonus.</summary>
    public IReadOnlyList<string> Healthy { get; init; } = [];

    /// <summary>The share of its range from which a meter is healthy.</summary>
    [Range(0, 1)]
    public double HealthyThreshold { get; init; } = 0.75;

    /// <summary>The bonus of a step survived with all of them healthy.</summary>
    public double HealthyBonus { get; init; } = 0.05;

    /// <summary>What living to the step limit adds.</summary>
    public double Success { get; init; } = 100;

    /// <summary>The reward of the step in which the agent dies.</summary>
    public double Death { get; init; } = -100;

    /// <summary>Where the reward stands.</summary>
    public ConfigSpan Place { get; init; }
}
