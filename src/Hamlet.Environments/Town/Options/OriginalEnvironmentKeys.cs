namespace Hamlet.Environments;

/// <summary>
/// The keys of the original's <c>environment</c> section. Each changes one number of the world, by the name of a meter or an affordance,
/// and is an error in a world that has no such thing. Meters are in the world's own units (0 to 100 in <c>classic6</c>).
/// </summary>
[Options]
public partial record OriginalEnvironmentKeys
{
    /// <summary>The width of the grid.</summary>
    [Option(Unit = "cells")]
    [Range(1, 64)]
    public int? GridWidth { get; init; }

    /// <summary>The height of the grid.</summary>
    [Option(Unit = "cells")]
    [Range(1, 64)]
    public int? GridHeight { get; init; }

    /// <summary>Which of the world's rewards is paid.</summary>
    public OriginalRewardMode? RewardMode { get; init; }

    /// <summary>The sparse reward of a step survived.</summary>
    public double? SparseSurvivalReward { get; init; }

    /// <summary>How full, of 1, a meter must be to count as healthy in the sparse reward.</summary>
    [Range(0, 1)]
    public double? SparseHealthyMeterThreshold { get; init; }

    /// <summary>The sparse reward, beside that of survival, of a step with all meters healthy.</summary>
    public double? SparseHealthyMeterBonus { get; init; }

    /// <summary>The sparse reward of living to the step limit.</summary>
    public double? SparseTerminalRewardSuccess { get; init; }

    /// <summary>The sparse reward of dying.</summary>
    public double? SparseTerminalRewardFailure { get; init; }

    /// <summary>What <c>energy</c> begins at.</summary>
    public double? InitialEnergy { get; init; }

    /// <summary>What <c>hygiene</c> begins at.</summary>
    public double? InitialHygiene { get; init; }

    /// <summary>What <c>satiation</c> begins at.</summary>
    public double? InitialSatiation { get; init; }

    /// <summary>What <c>money</c> begins at.</summary>
    public double? InitialMoney { get; init; }

    /// <summary>What <c>mood</c> begins at.</summary>
    public double? InitialMood { get; init; }

    /// <summary>What <c>social</c> begins at.</summary>
    public double? InitialSocial { get; init; }

    /// <summary>What <c>energy</c> loses in each step.</summary>
    public double? EnergyDepletion { get; init; }

    /// <summary>What <c>hygiene</c> loses in each step.</summary>
    public double? HygieneDepletion { get; init; }

    /// <summary>What <c>satiation</c> loses in each step.</summary>
    public double? SatiationDepletion { get; init; }

    /// <summary>What <c>money</c> loses in each step.</summary>
    public double? MoneyDepletion { get; init; }

    /// <summary>What <c>mood</c> loses in each step.</summary>
    public double? MoodDepletion { get; init; }

    /// <summary>What <c>social</c> loses in each step.</summary>
    public double? SocialDepletion { get; init; }

    /// <summary>The least value of <c>money</c>.</summary>
    public double? MoneyMin { get; init; }

    /// <summary>What <c>mood</c> loses in a step when <c>social</c> is at its least: the strength of that cascade.</summary>
    [Range(0, double.PositiveInfinity, MinExclusive = true)]
    public double? MoodSocialPenalty { get; init; }

    /// <summary>How full, of 1, <c>social</c> must be for <c>mood</c> not to suffer: the threshold of that cascade.</summary>
    [Range(0, 1, MinExclusive = true)]
    public double? MoodSocialThreshold { get; init; }

    /// <summary>The cell [x, y] of each affordance. Replaces the world's list: those not named here are not there, and none is placed at random.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>>? AffordancePositions { get; init; }
}
