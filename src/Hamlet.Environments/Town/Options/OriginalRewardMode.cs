namespace Hamlet.Environments;

/// <summary>The two rewards that the original's <c>reward_mode</c> knows.</summary>
public enum OriginalRewardMode
{
    /// <summary>Bands, need, proximity and distance: <see cref="TownShapedReward"/>.</summary>
    Shaped,

    /// <summary>Survival and health: <see cref="TownSparseReward"/>.</summary>
    Sparse,
}
