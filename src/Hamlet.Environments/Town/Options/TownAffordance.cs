using System.Collections.ObjectModel;
using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>A place where meters are changed by interacting.</summary>
[Options]
public sealed partial record TownAffordance
{
    /// <summary>Its cell [x, y]; not needed where affordances are placed at random.</summary>
    public IReadOnlyList<int>? Position { get; init; }

    /// <summary>The hours [open, close) of a temporal day; a close above 24, or below open, is in the next day. Always open by default.</summary>
    [Option(Unit = "hours")]
    [Range(0, 48)]
    public IReadOnlyList<int> Hours { get; init; } = [0, 24];

    /// <summary>What it takes, by meter. Only who has that much may interact. Taken after the effects.</summary>
    public IReadOnlyDictionary<string, double> Cost { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>What it adds, by meter; negative amounts are side effects and need not be afforded.</summary>
    public IReadOnlyDictionary<string, double> Effects { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>When it is worth less; without it, never.</summary>
    public TownImpairment? Impaired { get; init; }

    /// <summary>How it goes where the level is temporal; without it, as elsewhere: at once.</summary>
    public TownMultiTick? Temporal { get; init; }

    /// <summary>Where the affordance stands.</summary>
    public ConfigSpan Place { get; init; }
}
