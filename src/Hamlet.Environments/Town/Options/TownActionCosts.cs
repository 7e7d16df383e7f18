using System.Collections.ObjectModel;
using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>What actions take from meters, by the meter's name; a negative amount gives.</summary>
[Options]
public sealed partial record TownActionCosts
{
    /// <summary>A move, also one against the edge of the grid.</summary>
    public IReadOnlyDictionary<string, double> Move { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>An interaction, whether it succeeds or not.</summary>
    public IReadOnlyDictionary<string, double> Interact { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>An interaction that fails, beside <see cref="Interact"/>: nothing there, closed, or too dear.</summary>
    public IReadOnlyDictionary<string, double> FailedInteract { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>Waiting.</summary>
    public IReadOnlyDictionary<string, double> Wait { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>Where the costs stand.</summary>
    public ConfigSpan Place { get; init; }
}
