using System.Collections.ObjectModel;
using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>
/// An interaction is worth more the more it was needed: the sum, over the meters that it fills, of weight * need * effect / unit, where
/// the need is what was missing before the step, as a share of the meter's range.
/// </summary>
[Options]
public sealed partial record TownNeedReward
{
    /// <summary>The reward of one unit of effect on an empty meter.</summary>
    public double Weight { get; init; } = 2;

    /// <summary>An effect of this size, in the meter's units, counts 1.</summary>
    [Range(0, double.PositiveInfinity, MinExclusive = true)]
    public double Unit { get; init; } = 50;

    /// <summary>What the need of a meter is multiplied by, up to a need of 1; 1 where not named.</summary>
    public IReadOnlyDictionary<string, double> Urgency { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>Where it stands.</summary>
    public ConfigSpan Place { get; init; }
}
