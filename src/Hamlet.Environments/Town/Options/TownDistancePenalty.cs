using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>
/// Being far from what is needed: while the meter is below the bound, minus weight * (below - meter) / below * distance / (width + height)
/// to the nearest of some affordances (Manhattan; if the level has none of them, the distance is width + height).
/// </summary>
[Options]
public sealed partial record TownDistancePenalty
{
    /// <summary>The meter.</summary>
    public required string Meter { get; init; }

    /// <summary>The share of its range below which the penalty begins.</summary>
    [Range(0, 1, MinExclusive = true)]
    public required double Below { get; init; }

    /// <summary>The penalty of an empty meter at the greatest distance.</summary>
    public required double Weight { get; init; }

    /// <summary>The affordances that help.</summary>
    public required IReadOnlyList<string> Nearest { get; init; }

    /// <summary>Where the penalty stands.</summary>
    public ConfigSpan Place { get; init; }
}
