using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>What the state of some meters is worth, each for itself: the reward of the first bound that the meter is above.</summary>
[Options]
public sealed partial record TownRewardBand
{
    /// <summary>The meters.</summary>
    public required IReadOnlyList<string> Meters { get; init; }

    /// <summary>The bounds, as shares of the range, falling.</summary>
    [Range(0, 1)]
    public required IReadOnlyList<double> Above { get; init; }

    /// <summary>The reward above each of the bounds, and last the one below them all.</summary>
    public required IReadOnlyList<double> Rewards { get; init; }

    /// <summary>Where the band stands.</summary>
    public ConfigSpan Place { get; init; }
}
