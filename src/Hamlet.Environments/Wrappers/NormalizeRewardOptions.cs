namespace Hamlet.Environments.Wrappers;

/// <summary>Options of <c>normalize_reward</c>, with the names and defaults of stable-baselines3's <c>VecNormalize</c>.</summary>
[Options]
public sealed partial record NormalizeRewardOptions
{
    /// <summary>What a reward one step later counts in the return whose deviation is the unit; that of the algorithm, usually.</summary>
    [Range(0, 1)]
    public double Gamma { get; init; } = 0.99;

    /// <summary>The greatest magnitude of a normalised reward.</summary>
    [Range(0, double.PositiveInfinity, MinExclusive = true)]
    public double ClipReward { get; init; } = 10;

    /// <summary>Added to the variance, lest it is 0.</summary>
    [Range(0, 1, MinExclusive = true)]
    public double Epsilon { get; init; } = 1e-8;
}
