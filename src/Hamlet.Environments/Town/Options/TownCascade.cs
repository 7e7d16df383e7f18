using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>
/// A meter that, when low, pulls another one down: below the threshold, the target loses strength * (threshold - source) / threshold in
/// each step, the source taken as a share of its range.
/// </summary>
[Options]
public sealed partial record TownCascade
{
    /// <summary>The meter that is low.</summary>
    public required string Source { get; init; }

    /// <summary>The meter that loses.</summary>
    public required string Target { get; init; }

    /// <summary>The share of the source's range below which the pull begins.</summary>
    [Range(0, 1, MinExclusive = true)]
    public required double Threshold { get; init; }

    /// <summary>What the target loses in a step, in its own units, when the source is at its least.</summary>
    [Range(0, double.PositiveInfinity, MinExclusive = true)]
    public required double Strength { get; init; }

    /// <summary>Where the cascade stands.</summary>
    public ConfigSpan Place { get; init; }
}
