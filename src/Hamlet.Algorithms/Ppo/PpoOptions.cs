using Hamlet.Configuration;

namespace Hamlet.Algorithms.Ppo;

/// <summary>Proximal policy optimisation (Schulman et al., 2017), with the names and defaults of stable-baselines3.</summary>
[Options]
public sealed partial record PpoOptions
{
    /// <summary>The step size of Adam.</summary>
    [Range(0, 10, MinExclusive = true)]
    public double LearningRate { get; init; } = 3e-4;

    /// <summary>How the step size changes over training.</summary>
    public Schedule LearningRateSchedule { get; init; }

    /// <summary>The steps of each environment from one update to the next.</summary>
    [Range(1, 1 << 24), Option(Unit = "steps")]
    public int NSteps { get; init; } = 2048;

    /// <summary>
    /// The samples of one minibatch; the last one of an epoch has what is left. Of a recurrent network's sequences as many as fit.
    /// </summary>
    [Range(1, 1 << 24), Option(Unit = "samples")]
    public int BatchSize { get; init; } = 64;

    /// <summary>
    /// How many steps back in time a recurrent network learns: a rollout is cut into sequences of this length, each starting from what was
    /// remembered then. It divides <c>n_steps</c>; null for as many as do and fit into <c>batch_size</c>.
    /// </summary>
    [Range(1, 1 << 24), Option(Unit = "steps")]
    public int? SequenceLength { get; init; }

    /// <summary>How often an update goes through what was collected.</summary>
    [Range(1, 10_000)]
    public int NEpochs { get; init; } = 10;

    /// <summary>What a reward one step later counts.</summary>
    [Range(0, 1)]
    public double Gamma { get; init; } = 0.99;

    /// <summary>How much of the advantage comes from later steps: 0 looks one step ahead, 1 to the end (Schulman et al., 2016).</summary>
    [Range(0, 1)]
    public double GaeLambda { get; init; } = 0.95;

    /// <summary>How far the probability ratio may leave 1.</summary>
    [Range(0, double.PositiveInfinity, MinExclusive = true)]
    public double ClipRange { get; init; } = 0.2;

    /// <summary>How the clip range, and that of the value, changes over training.</summary>
    public Schedule ClipRangeSchedule { get; init; }

    /// <summary>How far a value may leave the old one, in the unit of the return; null for no clipping.</summary>
    [Range(0, double.PositiveInfinity, MinExclusive = true), Option(Unit = "return")]
    public double? ClipRangeVf { get; init; }

    /// <summary>What the entropy counts in the loss.</summary>
    [Range(0, double.PositiveInfinity)]
    public double EntCoef { get; init; }

    /// <summary>What the value loss counts.</summary>
    [Range(0, double.PositiveInfinity)]
    public double VfCoef { get; init; } = 0.5;

    /// <summary>What the mean of a continuous action counts beyond 1.1 times its bounds (<c>bounds_loss_coef</c> of rl_games).</summary>
    [Range(0, double.PositiveInfinity)]
    public double BoundsLossCoef { get; init; }

    /// <summary>The greatest Euclidean norm of a network's gradient; a greater one is scaled down to it.</summary>
    [Range(0, double.PositiveInfinity, MinExclusive = true)]
    public double MaxGradNorm { get; init; } = 0.5;

    /// <summary>The update ends where the policy's estimated divergence exceeds 1.5 times this; null for no limit.</summary>
    [Range(0, double.PositiveInfinity, MinExclusive = true), Option(Unit = "nats")]
    public double? TargetKl { get; init; }

    /// <summary>Whether the advantages of each minibatch are brought to mean 0 and deviation 1.</summary>
    public bool NormalizeAdvantage { get; init; } = true;

    /// <summary>Whether policy and value are two heads of one network; if not, each has a network of its own.</summary>
    public bool SharedTrunk { get; init; }

    /// <summary>The logarithm of the standard deviation that continuous actions begin with.</summary>
    [Range(-20, 20)]
    public double LogStdInit { get; init; }

    /// <summary>
    /// Whether the noise of continuous actions is a function of the state that stays for some steps (generalized state-dependent exploration;
    /// Raffin et al., 2021), instead of being drawn at each.
    /// </summary>
    public bool UseSde { get; init; }

    /// <summary>For how many steps that function stays; -1 for a whole rollout.</summary>
    [Range(-1, int.MaxValue), Option(Aliases = ["sde_sample_freq"], Unit = "steps")]
    public int SdeSampleFrequency { get; init; } = -1;

    /// <summary>The networks.</summary>
    public PpoNetworkOptions Network { get; init; } = new();

    /// <summary>Where these options stand in the configuration file.</summary>
    public ConfigSpan Span { get; init; }
}
