namespace Hamlet.Environments.Wrappers;

/// <summary>Options of <c>normalize_observation</c>, with the names and defaults of stable-baselines3's <c>VecNormalize</c>.</summary>
[Options]
public sealed partial record NormalizeObservationOptions
{
    /// <summary>The greatest magnitude of a normalised value.</summary>
    [Range(0, double.PositiveInfinity, MinExclusive = true)]
    public double ClipObs { get; init; } = 10;

    /// <summary>Added to the variance, lest it is 0.</summary>
    [Range(0, 1, MinExclusive = true)]
    public double Epsilon { get; init; } = 1e-8;
}
