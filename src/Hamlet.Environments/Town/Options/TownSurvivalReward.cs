namespace Hamlet.Environments;

/// <summary>A constant for each step survived.</summary>
[Options]
public sealed partial record TownSurvivalReward
{
    /// <summary>The reward of a step survived.</summary>
    public double Step { get; init; } = 1;

    /// <summary>The reward of the step in which the agent dies.</summary>
    public double Death { get; init; }
}
