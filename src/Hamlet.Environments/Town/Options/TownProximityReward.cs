namespace Hamlet.Environments;

/// <summary>
/// Being near to what is needed most: weight * (1 - meter) * (1 - distance / (width + height)) for the emptiest of the meters that are below
/// their bounds (the first at a tie). The distance is Manhattan's; the meter is a share of its range.
/// </summary>
[Options]
public sealed partial record TownProximityReward
{
    /// <summary>The reward of being there with an empty meter.</summary>
    public double Weight { get; init; } = 0.5;

    /// <summary>Where each meter leads, in order.</summary>
    public required IReadOnlyDictionary<string, TownProximityTarget> Toward { get; init; }
}
