using Hamlet.Configuration;

namespace Hamlet.Analysis.Rules;

/// <summary>From where on the diagnoses speak.</summary>
[Options]
internal sealed partial record ThresholdOptions
{
    /// <summary>A success rate of at most this is none.</summary>
    [Range(0, 1)]
    public double SuccessNone { get; init; } = 0.01;

    /// <summary>A success rate below this is low.</summary>
    [Range(0, 1)]
    public double SuccessLow { get; init; } = 0.3;

    /// <summary>The share of what was gained that is lost in a collapse.</summary>
    [Range(0, 10, MinExclusive = true)]
    public double RewardCollapse { get; init; } = 0.5;

    /// <summary>By how much of its first value the entropy rises where the policy forgets.</summary>
    [Range(0, 100, MinExclusive = true)]
    public double EntropyRise { get; init; } = 0.1;

    /// <summary>What is left of the entropy, as a share of its first value, where it has collapsed.</summary>
    [Range(0, 1)]
    public double EntropyCollapse { get; init; } = 0.05;

    /// <summary>The share of the run in which that is early.</summary>
    [Range(0, 1)]
    public double EntropyEarly { get; init; } = 0.3;

    /// <summary>How many times its median a loss or a gradient still grows to at the end, to be a warning.</summary>
    [Range(1, double.PositiveInfinity)]
    public double Divergence { get; init; } = 10;

    /// <summary>How many times, to be critical.</summary>
    [Range(1, double.PositiveInfinity)]
    public double DivergenceCritical { get; init; } = 100;

    /// <summary>What is left of a policy loss or a gradient, as a share of its first value, where it has vanished.</summary>
    [Range(0, 1)]
    public double Vanishing { get; init; } = 1e-3;

    /// <summary>A part of the reward that is never greater than this is zero.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ComponentZero { get; init; } = 1e-8;

    /// <summary>The share of its peak that a part of the reward loses where it falls.</summary>
    [Range(0, 1)]
    public double ComponentFall { get; init; } = 0.5;

    /// <summary>How many times what is earned Q-values are, to be overestimated.</summary>
    [Range(1, double.PositiveInfinity)]
    public double QOverestimated { get; init; } = 3;

    /// <summary>How many times, to diverge.</summary>
    [Range(1, double.PositiveInfinity)]
    public double QDiverging { get; init; } = 10;

    /// <summary>The share of what is earned that Q-values stay below where nothing is carried back from step to step.</summary>
    [Range(0, 1)]
    public double QStuck { get; init; } = 0.15;

    /// <summary>The discount that this judgement of Q-values assumes.</summary>
    [Range(0, 1, MaxExclusive = true)]
    public double Gamma { get; init; } = 0.99;

    /// <summary>A divergence between two policies above this is high; PPO aims at 0.01 to 0.02.</summary>
    [Range(0, double.PositiveInfinity, MinExclusive = true), Option(Unit = "nats")]
    public double KlHigh { get; init; } = 0.1;

    /// <summary>How many times its median a spike of the divergence is.</summary>
    [Range(1, double.PositiveInfinity)]
    public double KlSpike { get; init; } = 10;

    /// <summary>A share of clipped samples above this is high; 0.1 to 0.2 are usual.</summary>
    [Range(0, 1)]
    public double ClipHigh { get; init; } = 0.4;

    /// <summary>An explained variance of at most this helps nobody.</summary>
    [Range(-10, 1)]
    public double ExplainedVariance { get; init; }

    /// <summary>A rate of random actions that starts at most here explores nothing.</summary>
    [Range(0, 1)]
    public double EpsilonNone { get; init; } = 0.005;

    /// <summary>A running program that has been silent for this long, and three times as long as ever before, is dead.</summary>
    [Range(0, double.PositiveInfinity), Option(Unit = "minutes")]
    public double Silence { get; init; } = 10;

    /// <summary>The share of its early throughput below which a run has slowed down.</summary>
    [Range(0, 1)]
    public double Throughput { get; init; } = 0.5;

    /// <summary>Where these options stand in a file.</summary>
    public ConfigSpan Span { get; init; }
}
