using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>
/// A meter that wears another one down, the more the emptier it is itself: in each step the target loses
/// rate * (base + range * (1 - source)), the source taken as a share of its range.
/// </summary>
[Options]
public sealed partial record TownModulation
{
    /// <summary>The meter that decides.</summary>
    public required string Source { get; init; }

    /// <summary>The meter that loses.</summary>
    public required string Target { get; init; }

    /// <summary>What the target loses in a step, in its own units, before the multiplier.</summary>
    [Range(0, double.PositiveInfinity)]
    public required double Rate { get; init; }

    /// <summary>The multiplier with a full source.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Base { get; init; }

    /// <summary>What is added to the multiplier as the source empties.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Range { get; init; } = 1;

    /// <summary>Where the modulation stands.</summary>
    public ConfigSpan Place { get; init; }
}
