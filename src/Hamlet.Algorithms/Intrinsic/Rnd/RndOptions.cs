using Hamlet.Configuration;

namespace Hamlet.Algorithms.Intrinsic;

/// <summary>Random network distillation (Burda et al., 2019), with the original Hamlet's annealing.</summary>
[Options]
public sealed partial record RndOptions
{
    /// <summary>What a unit of the normalised bonus counts in the beginning.</summary>
    [Range(0, double.PositiveInfinity), Option(Aliases = ["initial_weight", "initial_intrinsic_weight"])]
    public double Weight { get; init; } = 1;

    /// <summary>How the weight falls.</summary>
    public RndAnnealing Annealing { get; init; } = RndAnnealing.Adaptive;

    /// <summary>The weight that it falls to.</summary>
    [Range(0, double.PositiveInfinity)]
    public double WeightMin { get; init; }

    /// <summary>The share of training over which it falls, where annealing is <c>linear</c>.</summary>
    [Range(0, 1, MinExclusive = true)]
    public double AnnealFraction { get; init; } = 0.5;

    /// <summary>Over how many of the last episodes adaptive annealing looks.</summary>
    [Range(2, 100_000), Option(Aliases = ["survival_window"], Unit = "episodes")]
    public int AnnealWindow { get; init; } = 100;

    /// <summary>The weight falls while the variance of the window's episode lengths is below this.</summary>
    [Range(0, double.PositiveInfinity), Option(Unit = "steps²")]
    public double VarianceThreshold { get; init; } = 100;

    /// <summary>And while their mean is above this share of the step limit: steady, and not steadily bad.</summary>
    [Range(0, 1)]
    public double MinSurvivalFraction { get; init; } = 0.4;

    /// <summary>What the weight is multiplied by at each such episode.</summary>
    [Range(0, 1, MinExclusive = true)]
    public double AnnealRate { get; init; } = 0.99;

    /// <summary>The number of values that the two networks make of an observation.</summary>
    [Range(1, 65536)]
    public int EmbedDim { get; init; } = 128;

    /// <summary>Both networks up to there.</summary>
    public RndNetworkOptions Network { get; init; } = new();

    /// <summary>The step size of the predictor's Adam.</summary>
    [Range(0, 10, MinExclusive = true)]
    public double LearningRate { get; init; } = 1e-4;

    /// <summary>How many observations the predictor learns from at once, each of them once.</summary>
    [Range(1, 1 << 20), Option(Unit = "observations")]
    public int BatchSize { get; init; } = 128;

    /// <summary>What a bonus one step later counts in the return whose deviation is the unit of the bonus.</summary>
    [Range(0, 1)]
    public double Gamma { get; init; } = 0.99;

    /// <summary>The greatest magnitude of a normalised observation.</summary>
    [Range(0, double.PositiveInfinity, MinExclusive = true)]
    public double ClipObs { get; init; } = 5;

    /// <summary>Where these options stand in the configuration file.</summary>
    public ConfigSpan Span { get; init; }
}
