using Hamlet.Configuration;
using Hamlet.Networks;

namespace Hamlet.Algorithms.Dqn;

/// <summary>
/// Deep Q-learning (Mnih et al., 2015), with double Q-learning (van Hasselt et al., 2016), dueling heads (Wang et al., 2016), prioritized replay
/// (Schaul et al., 2016), returns of n steps and, for a recurrent network, replay of sequences (Kapturowski et al., 2019); all of them combine.
/// </summary>
[Options]
public sealed partial record DqnOptions
{
    /// <summary>The step size of Adam. Mnih et al. used RMSProp; 1e-3 with Adam suits small networks.</summary>
    [Range(0, 10, MinExclusive = true)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>How the step size changes over training.</summary>
    public Schedule LearningRateSchedule { get; init; }

    /// <summary>What a reward one step later counts.</summary>
    [Range(0, 1)]
    public double Gamma { get; init; } = 0.99;

    /// <summary>
    /// The number of transitions of one update, drawn with replacement; of a recurrent network's sequences as many as fit.
    /// </summary>
    [Range(1, 1 << 20), Option(Unit = "transitions")]
    public int BatchSize { get; init; } = 64;

    /// <summary>How many of the agent's latest transitions are remembered.</summary>
    [Range(1, 1 << 30), Option(Aliases = ["buffer_size"], Unit = "transitions")]
    public int ReplayBufferSize { get; init; } = 50_000;

    /// <summary>How many steps the agent makes before its first update.</summary>
    [Range(0, double.PositiveInfinity), Option(Unit = "steps")]
    public long LearningStarts { get; init; } = 1_000;

    /// <summary>The agent trains at every n-th of its steps, counted over all its environments.</summary>
    [Range(1, int.MaxValue), Option(Aliases = ["train_freq"], Unit = "steps")]
    public int TrainFrequency { get; init; } = 4;

    /// <summary>The updates of one training; -1 for as many as steps were made since the last one.</summary>
    [Range(-1, int.MaxValue), Option(Unit = "updates")]
    public int GradientSteps { get; init; } = 1;

    /// <summary>How often the target network follows the online network, in the unit that <c>target_update_unit</c> says.</summary>
    [Range(1, int.MaxValue)]
    public int TargetUpdateFrequency { get; init; } = 200;

    /// <summary>What <c>target_update_frequency</c> counts.</summary>
    public TargetUpdateUnit TargetUpdateUnit { get; init; } = TargetUpdateUnit.Updates;

    /// <summary>
    /// How far the target network follows: 1 copies, less moves it by that share (polyak averaging; Lillicrap et al., 2016).
    /// </summary>
    [Range(0, 1, MinExclusive = true)]
    public double Tau { get; init; } = 1;

    /// <summary>Whether the online network chooses the next action and the target network judges it.</summary>
    [Option(Aliases = ["use_double_dqn"])]
    public bool DoubleDqn { get; init; } = true;

    /// <summary>Whether the network tells the value of a state from the advantages of its actions.</summary>
    public bool Dueling { get; init; }

    /// <summary>How many rewards a transition adds up before it looks at a value (Sutton and Barto, 2018, section 7.1).</summary>
    [Range(1, 1024), Option(Unit = "steps")]
    public int NSteps { get; init; } = 1;

    /// <summary>
    /// How many steps in a row a recurrent network learns from (Kapturowski et al., 2019); null for 16. It is drawn with what the network
    /// remembered then.
    /// </summary>
    [Range(1, 1 << 16), Option(Unit = "steps")]
    public int? SequenceLength { get; init; }

    /// <summary>
    /// How many steps before these only refresh what a recurrent network remembers, since it has learned in the meantime; null for 8.
    /// </summary>
    [Range(0, 1 << 16), Option(Unit = "steps")]
    public int? BurnIn { get; init; }

    /// <summary>
    /// Whether transitions, or sequences, with great temporal differences are drawn more often (Schaul et al., 2016).
    /// </summary>
    public bool PrioritizedReplay { get; init; }

    /// <summary>How much more often: 0 is uniform, 1 in proportion to the temporal difference.</summary>
    [Range(0, 1)]
    public double PriorityAlpha { get; init; } = 0.6;

    /// <summary>How much the loss makes up for that in the beginning; it rises on a straight line to 1, which is wholly, at the end.</summary>
    [Range(0, 1)]
    public double PriorityBeta { get; init; } = 0.4;

    /// <summary>The loss of a temporal difference.</summary>
    public QLoss Loss { get; init; } = QLoss.Huber;

    /// <summary>The greatest Euclidean norm of an update's gradient; a greater one is scaled down to it.</summary>
    [Range(0, double.PositiveInfinity, MinExclusive = true)]
    public double MaxGradNorm { get; init; } = 10;

    /// <summary>The network.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>Where these options stand in the configuration file.</summary>
    public ConfigSpan Span { get; init; }
}
