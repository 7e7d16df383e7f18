namespace Hamlet.Environments;

/// <summary>The kinds of rewards.</summary>
public enum TownRewardType
{
    /// <summary><see cref="TownSurvivalReward"/>.</summary>
    Survival,

    /// <summary><see cref="TownMetersReward"/>.</summary>
    Meters,

    /// <summary><see cref="TownShapedReward"/>.</summary>
    Shaped,

    /// <summary><see cref="TownSparseReward"/>.</summary>
    Sparse,
}
