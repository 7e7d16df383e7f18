using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>The first Hamlet's reward: the state of each meter, interactions that were needed, and nearness to what is needed next.</summary>
[Options]
public sealed partial record TownShapedReward
{
    /// <summary>What the state of each meter is worth.</summary>
    public IReadOnlyList<TownRewardBand> Bands { get; init; } = [];

    /// <summary>The bonus of an interaction that was needed.</summary>
    public TownNeedReward? Need { get; init; }

    /// <summary>The bonus of being near to what is needed most.</summary>
    public TownProximityReward? Proximity { get; init; }

    /// <summary>Penalties of being far from what is needed.</summary>
    public IReadOnlyList<TownDistancePenalty> Distance { get; init; } = [];

    /// <summary>What dying adds.</summary>
    public double Death { get; init; } = -100;

    /// <summary>Where the reward stands.</summary>
    public ConfigSpan Place { get; init; }
}
