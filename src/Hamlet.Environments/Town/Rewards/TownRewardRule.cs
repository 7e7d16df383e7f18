namespace Hamlet.Environments;

/// <summary>What a step is worth. Without state, since rows share it.</summary>
internal abstract class TownRewardRule
{
    public abstract float Of(in TownMoment moment);

    public static TownRewardRule For(TownWorld world, TownIndex index) => world.Reward switch
    {
        { Type: TownRewardType.Survival, Survival: { } survival } => new SurvivalRule(survival),
        { Type: TownRewardType.Meters, Meters: { Product.Count: > 0 } meters } => new MeterProductRule(meters, index),
        { Type: TownRewardType.Meters, Meters: { } meters } => new MeterSumRule(meters, index),
        { Type: TownRewardType.Shaped, Shaped: { } shaped } => new ShapedRule(shaped, world, index),
        { Type: TownRewardType.Sparse, Sparse: { } sparse } => new SparseRule(sparse, index),
        _ => throw new ArgumentException($"The reward of '{world.Name}' has no numbers for its type.", nameof(world)),
    };
}
