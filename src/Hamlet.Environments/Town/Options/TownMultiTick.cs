using System.Collections.ObjectModel;
using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>
/// An interaction over several steps. Each of them is an action of its own that costs and gives; the last one also completes. Waiting on
/// the spot keeps the progress, moving away loses it.
/// </summary>
[Options]
public sealed partial record TownMultiTick
{
    /// <summary>How many interactions complete it.</summary>
    [Option(Unit = "steps")]
    [Range(1, 1000)]
    public required int Ticks { get; init; }

    /// <summary>What each of them takes, by meter. Only who has that much may go on.</summary>
    public IReadOnlyDictionary<string, double> Cost { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>What each of them adds, by meter.</summary>
    public IReadOnlyDictionary<string, double> Effects { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>What the last one adds on top, by meter.</summary>
    public IReadOnlyDictionary<string, double> Completion { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>Where it stands.</summary>
    public ConfigSpan Place { get; init; }
}
