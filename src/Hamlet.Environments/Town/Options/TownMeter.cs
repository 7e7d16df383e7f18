using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>Something an agent has more or less of. Every change of its value is clamped to its range at once.</summary>
[Options]
public sealed partial record TownMeter
{
    /// <summary>The value at the beginning of an episode.</summary>
    public required double Initial { get; init; }

    /// <summary>The least value.</summary>
    public double Min { get; init; }

    /// <summary>The greatest value. Observations and rewards see (value - min) / (max - min).</summary>
    public double Max { get; init; } = 1;

    /// <summary>What the value loses in each step.</summary>
    public double Depletion { get; init; }

    /// <summary>Whether the agent dies when the value is at its least.</summary>
    public bool Deadly { get; init; }

    /// <summary>What that death is called; without a word, the meter's name and <c>_depleted</c>.</summary>
    public string? DeathReason { get; init; }

    /// <summary>Where the meter stands.</summary>
    public ConfigSpan Place { get; init; }
}
