using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>
/// A world as the engine runs it: numbers only. A row of meters is padded with zeros to <see cref="Stride"/>, a multiple of eight, so that
/// all meters change in one or a few vector instructions; every array "by meter" has that length, and every array "by affordance and meter"
/// that many for each affordance.
/// </summary>
internal sealed class TownPlan
{
    /// <summary>The hours of a day, one a step.</summary>
    public const int Day = 24;

    /// <summary>The greatest number of meters, whole vectors of them.</summary>
    public const int MostMeters = 32;

    public required string Name { get; init; }

    public required IReadOnlyList<ConfigError> Warnings { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>The step limit, where the experiment does not say.</summary>
    public required int MaxSteps { get; init; }

    /// <summary>The start cell, or -1 for a random one.</summary>
    public required int StartCell { get; init; }

    /// <summary>How far the agent sees affordances in each direction, or -1 for everywhere.</summary>
    public required int Sight { get; init; }

    public required bool Temporal { get; init; }

    public required bool Randomize { get; init; }

    public required bool MaskInteract { get; init; }

    public required IReadOnlyList<string> MeterNames { get; init; }

    public required int Stride { get; init; }

    /// <summary>By meter.</summary>
    public required float[] Min { get; init; }

    /// <summary>By meter.</summary>
    public required float[] Max { get; init; }

    /// <summary>By meter.</summary>
    public required float[] Initial { get; init; }

    /// <summary>The number of stages of difficulty.</summary>
    public required int Stages { get; init; }

    /// <summary>By stage, from the easiest on, and meter: what a step adds, so mostly at most 0.</summary>
    public required float[] Depletion { get; init; }

    /// <summary>By meter: 1 / (max - min).</summary>
    public required float[] Scale { get; init; }

    /// <summary>By meter: the value at which it kills, minus infinity where it never does.</summary>
    public required float[] Deadly { get; init; }

    /// <summary>By meter: the number of its death in <see cref="EndReasons"/>.</summary>
    public required int[] DeathReason { get; init; }

    /// <summary>Why episodes end; the step limit is the last one.</summary>
    public required IReadOnlyList<string> EndReasons { get; init; }

    public required TownDrift[] Modulations { get; init; }

    public required TownPull[] Cascades { get; init; }

    /// <summary>By action and meter: what is added; one more row at the end for an interaction that fails.</summary>
    public required float[] ActionEffects { get; init; }

    public required IReadOnlyList<string> AffordanceNames { get; init; }

    /// <summary>By affordance, where they are not placed at random.</summary>
    public required int[] X { get; init; }

    /// <summary>By affordance, where they are not placed at random.</summary>
    public required int[] Y { get; init; }

    /// <summary>By affordance: how many interactions complete it.</summary>
    public required int[] Ticks { get; init; }

    /// <summary>By hour and affordance; all true where the level is not temporal.</summary>
    public required bool[] Open { get; init; }

    /// <summary>By affordance and meter: what one must have; minus infinity where nothing is asked.</summary>
    public required float[] Price { get; init; }

    /// <summary>By affordance and meter: what is added after the effects, so at most 0.</summary>
    public required float[] Cost { get; init; }

    /// <summary>What an interaction adds.</summary>
    public required TownGains Gains { get; init; }

    /// <summary>What it adds for who is impaired.</summary>
    public required TownGains ImpairedGains { get; init; }

    /// <summary>By affordance and meter: the value below which one is impaired; minus infinity where it does not matter.</summary>
    public required float[] ImpairedBelow { get; init; }

    public required TownRewardRule Reward { get; init; }

    public int MeterCount => MeterNames.Count;

    public int AffordanceCount => AffordanceNames.Count;
}
