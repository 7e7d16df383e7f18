using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>Who comes in a bad state gains less: if any of some meters is below its share, some effects are multiplied.</summary>
[Options]
public sealed partial record TownImpairment
{
    /// <summary>The share of its range, by meter, below which the agent counts as impaired.</summary>
    public required IReadOnlyDictionary<string, double> Below { get; init; }

    /// <summary>What the effect on a meter is multiplied by then.</summary>
    public required IReadOnlyDictionary<string, double> Factor { get; init; }

    /// <summary>Where the impairment stands.</summary>
    public ConfigSpan Place { get; init; }
}
