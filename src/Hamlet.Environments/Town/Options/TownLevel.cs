using System.Collections.ObjectModel;
using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>What a level changes of its world; what it does not name stays.</summary>
[Options]
public sealed partial record TownLevel
{
    /// <summary>What the level is, in a sentence.</summary>
#pragma warning disable HAM0018 // For whoever reads the file.
    public string Description { get; init; } = "";
#pragma warning restore HAM0018

    /// <summary>Another size of the grid.</summary>
    public TownGrid? Grid { get; init; }

    /// <summary>Another step limit.</summary>
    [Option(Unit = "steps")]
    [Range(1, int.MaxValue)]
    public int? MaxSteps { get; init; }

    /// <summary>Another start cell [x, y].</summary>
    public IReadOnlyList<int>? Start { get; init; }

    /// <summary>The side of the square around the agent in which it sees affordances, an odd number.</summary>
    [Option(Unit = "cells")]
    [Range(1, 127)]
    public int? Window { get; init; }

    /// <summary>Whether hours and multi-step interactions act.</summary>
    public bool? Temporal { get; init; }

    /// <summary>Whether the affordances are put on random cells in each episode.</summary>
    public bool? Randomize { get; init; }

    /// <summary>Whether a level that cannot be won is only warned of.</summary>
    public bool? AllowUnwinnable { get; init; }

    /// <summary>Another multiplier of every depletion.</summary>
    [Range(0, double.PositiveInfinity)]
    public double? DepletionScale { get; init; }

    /// <summary>Other initial values, by meter.</summary>
    public IReadOnlyDictionary<string, double> Initial { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>Other depletions, by meter.</summary>
    public IReadOnlyDictionary<string, double> Depletion { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>Other costs of actions, all of them.</summary>
    public TownActionCosts? Costs { get; init; }

    /// <summary>Another reward, all of it.</summary>
    public TownReward? Reward { get; init; }

    /// <summary>The names of the affordances that are there; without it, all are.</summary>
    public IReadOnlyList<string>? Affordances { get; init; }

    /// <summary>Other cells [x, y], by affordance.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> Positions { get; init; } =
        ReadOnlyDictionary<string, IReadOnlyList<int>>.Empty;

    /// <summary>Affordances described anew, by name; each replaces the world's one, all of it.</summary>
    public IReadOnlyDictionary<string, TownAffordance> Redefined { get; init; } = ReadOnlyDictionary<string, TownAffordance>.Empty;

    /// <summary>Where the level stands.</summary>
    public ConfigSpan Place { get; init; }
}
