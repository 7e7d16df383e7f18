using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>What a step is worth: the kind that is paid, and the numbers of each kind that the world has.</summary>
[Options]
public sealed partial record TownReward
{
    /// <summary>Which of the kinds below is paid.</summary>
    public required TownRewardType Type { get; init; }

    /// <summary>A constant for each step.</summary>
    public TownSurvivalReward? Survival { get; init; }

    /// <summary>The product or the weighted sum of meters.</summary>
    public TownMetersReward? Meters { get; init; }

    /// <summary>The first Hamlet's reward, which leads the agent by the hand.</summary>
    public TownShapedReward? Shaped { get; init; }

    /// <summary>Survival, health and the end.</summary>
    public TownSparseReward? Sparse { get; init; }

    /// <summary>Where the reward stands.</summary>
    public ConfigSpan Place { get; init; }
}
