using Hamlet.Configuration;

namespace Hamlet.Training.Callbacks;

/// <summary>How step sizes change.</summary>
[Options]
public sealed partial record LearningRateOptions
{
    /// <summary>When the step size is multiplied: after every so many steps, at every step, or when evaluations bring nothing better.</summary>
    public LearningRateMode Mode { get; init; }

    /// <summary>What it is multiplied by.</summary>
    [Range(0, 1, MinExclusive = true)]
    public double Factor { get; init; } = 0.5;

    /// <summary>The steps in which it is multiplied once: at their end where the mode is <c>step</c>, bit by bit where it is <c>exponential</c>.</summary>
    [Range(1, 1e15), Option(Unit = "steps")]
    public long EverySteps { get; init; } = 100_000;

    /// <summary>After so many evaluations in a row that brought no better mean return, where the mode is <c>plateau</c>.</summary>
    [Range(1, 1e9), Option(Unit = "evaluations")]
    public int Patience { get; init; } = 5;

    /// <summary>How much more return counts as better.</summary>
    [Range(0, double.PositiveInfinity), Option(Unit = "return")]
    public double MinDelta { get; init; }

    /// <summary>The step size that it does not fall below; one that is smaller from the beginning stays as it is.</summary>
    [Range(0, 10)]
    public double MinLearningRate { get; init; }

    /// <summary>Where these options stand in the configuration file.</summary>
    public ConfigSpan Span { get; init; }
}
