namespace Hamlet.Environments;

/// <summary>What a step is worth. Without state, since rows share it.</summary>
internal abstract class TownRewardRule
{
    /// <summary>The names of the parts that it is made of. What is left out of a world's file is no part; what stands there as zero is one.</summary>
    public abstract IReadOnlyList<string> Parts { get; }

    /// <summary>The reward of a step.</summary>
    /// <param name="moment">The step.</param>
    /// <param name="parts">What each part gives is added to its place here.</param>
    public abstract float Of(in TownMoment moment, Span<float> parts);

    public static TownRewardRule For(TownWorld world, TownIndex index) => world.Reward switch
    {
        { Type: TownRewardType.Survival, Survival: { } survival } => new SurvivalRule(survival),
        { Type: TownRewardType.Meters, Meters: { Product.Count: > 0 } meters } => new MeterProductRule(meters, index),
        { Type: TownRewardType.Meters, Meters: { } meters } => new MeterSumRule(meters, index),
        { Type: TownRewardType.Shaped, Shaped: { } shaped } => new ShapedRule(shaped, world, index),
        { Type: TownRewardType.Sparse, Sparse: { } sparse } => new SparseRule(sparse, index),
        _ => throw new ArgumentException($"The reward of '{world.Name}' has no numbers for its type.", nameof(world)),
    };

    // A death that costs nothing is no part of the reward.
    protected static IReadOnlyList<string> WithDeath(float death, params IReadOnlyList<string> parts) =>
    [
        .. parts.Select((name, i) => parts.Take(i).Count(other => other == name) is var earlier and > 0 ? $"{name}_{earlier + 1}" : name),
        .. death == 0 ? [] : (string[])["death"],
    ];
}
