using System.Collections.ObjectModel;
using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>
/// A town as data: meters that fall and pull each other down, and places where they are filled again. Nothing in the code knows the name
/// of a meter or of an affordance.
/// </summary>
[Options]
public sealed partial record TownWorld
{
    /// <summary>The world's name.</summary>
    public required string Name { get; init; }

    /// <summary>What the world is, in a sentence.</summary>
#pragma warning disable HAM0018 // For whoever reads the file.
    public string Description { get; init; } = "";
#pragma warning restore HAM0018

    /// <summary>The size of the grid.</summary>
    public required TownGrid Grid { get; init; }

    /// <summary>The step at which an episode is truncated, where the experiment does not say.</summary>
    [Option(Unit = "steps")]
    [Range(1, int.MaxValue)]
    public int MaxSteps { get; init; } = 500;

    /// <summary>The cell [x, y] of the agent at the beginning of an episode; without one, a random cell.</summary>
    public IReadOnlyList<int>? Start { get; init; }

    /// <summary>The side of the square around the agent in which it sees affordances, an odd number; without one, it sees all.</summary>
    [Option(Unit = "cells")]
    [Range(1, 127)]
    public int? Window { get; init; }

    /// <summary>Whether there are 24 hours a day, one a step: opening hours act, and interactions may take several steps.</summary>
    public bool Temporal { get; init; }

    /// <summary>Whether the affordances are put on random cells at the beginning of each episode.</summary>
    public bool Randomize { get; init; }

    /// <summary>Whether a world that cannot be won is only warned of.</summary>
    public bool AllowUnwinnable { get; init; }

    /// <summary>Whether interacting is forbidden where it would fail; if not, failing costs <see cref="TownActionCosts.FailedInteract"/>.</summary>
    public bool MaskInteract { get; init; } = true;

    /// <summary>What the depletion of every meter is multiplied by.</summary>
    [Range(0, double.PositiveInfinity)]
    public double DepletionScale { get; init; } = 1;

    /// <summary>
    /// What the depletion is multiplied by besides, at each stage of difficulty from the easiest on, for curricula; at the last one, which is the
    /// world as it is, by 1. The stages are the original Hamlet's.
    /// </summary>
    [Range(0, double.PositiveInfinity)]
    public IReadOnlyList<double> Stages { get; init; } = [0.2, 0.5, 0.8, 1, 1];

    /// <summary>The meters, by name. Their order is that of the observation and of the death checks.</summary>
    public required IReadOnlyDictionary<string, TownMeter> Meters { get; init; }

    /// <summary>What actions cost, beside depletion.</summary>
    public TownActionCosts Costs { get; init; } = new();

    /// <summary>The continuous pulls between meters, applied in this order after depletion.</summary>
    public IReadOnlyList<TownModulation> Modulations { get; init; } = [];

    /// <summary>The pulls below a threshold, applied in this order after the modulations; each sees what the previous ones did.</summary>
    public IReadOnlyList<TownCascade> Cascades { get; init; } = [];

    /// <summary>What a step is worth.</summary>
    public required TownReward Reward { get; init; }

    /// <summary>The affordances, by name.</summary>
    public required IReadOnlyDictionary<string, TownAffordance> Affordances { get; init; }

    /// <summary>Variants of the world, by name.</summary>
    public IReadOnlyDictionary<string, TownLevel> Levels { get; init; } = ReadOnlyDictionary<string, TownLevel>.Empty;

    /// <summary>Where the world stands.</summary>
    public ConfigSpan Place { get; init; }
}
