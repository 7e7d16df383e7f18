using Hamlet.Configuration;

namespace Hamlet.Curricula;

/// <summary>When the stage rises and when it falls; the names and thresholds are the original Hamlet's.</summary>
[Options]
public sealed partial record AdversarialOptions
{
    /// <summary>The share of the step limit that episodes must last on average for the next stage.</summary>
    [Range(0, 1), Option(Aliases = ["survival_advance_threshold"])]
    public double AdvanceThreshold { get; init; } = 0.7;

    /// <summary>The share under which the stage before comes back; less than that for the next stage.</summary>
    [Range(0, 1), Option(Aliases = ["survival_retreat_threshold"])]
    public double RetreatThreshold { get; init; } = 0.3;

    /// <summary>
    /// The stage rises only if the agent is not more undecided than this: the entropy of its action probabilities over that of equal ones. 1 for
    /// no gate. Action values that differ by little are nearly equal probabilities, however good they are: for an agent of action values
    /// the gate is rarely of use.
    /// </summary>
    [Range(0, 1)]
    public double EntropyGate { get; init; } = 1;

    /// <summary>
    /// How much worse the reward per step of the newer half of the window may be than that of the older half, as a share of that, for the stage to
    /// rise; and how much better it must be to stay at a stage that is too hard.
    /// </summary>
    [Range(0, 1)]
    public double ProgressTolerance { get; init; } = 0.05;

    /// <summary>The steps that an agent stays at a stage at least.</summary>
    [Range(0, 1e15), Option(Aliases = ["min_steps_at_stage"], Unit = "steps")]
    public long MinSteps { get; init; } = 1000;

    /// <summary>How many of the last episodes at the stage decide.</summary>
    [Range(2, 10_000), Option(Unit = "episodes")]
    public int Window { get; init; } = 20;

    /// <summary>The stage in the beginning.</summary>
    [Range(1, 1000)]
    public int StartStage { get; init; } = 1;

    /// <summary>Where these options stand in the configuration file.</summary>
    public ConfigSpan Span { get; init; }
}
