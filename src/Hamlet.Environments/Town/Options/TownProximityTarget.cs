using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>Where a meter leads when it is low.</summary>
[Options]
public sealed partial record TownProximityTarget
{
    /// <summary>The affordance. One that the level does not have leads nowhere.</summary>
    public required string Affordance { get; init; }

    /// <summary>The share of the meter's range below which it leads there.</summary>
    [Range(0, 1)]
    public double Below { get; init; } = 0.5;

    /// <summary>Where it stands.</summary>
    public ConfigSpan Place { get; init; }
}
