using Hamlet.Configuration;

namespace Hamlet.Training.Callbacks;

/// <summary>When training may end before its time.</summary>
[Options]
public sealed partial record EarlyStopOptions
{
    /// <summary>What is looked at: the evaluations, or the means over the last 100 training episodes.</summary>
    public EarlyStopMoment On { get; init; }

    /// <summary>Ends when the mean return is at least this.</summary>
    public double? TargetReturn { get; init; }

    /// <summary>Ends when at least this share of the episodes of an evaluation are successes.</summary>
    [Range(0, 1)]
    public double? TargetSuccessRate { get; init; }

    /// <summary>Ends when so many evaluations in a row, or so many episodes, have brought no better mean return.</summary>
    [Range(1, 1e9)]
    public int? Patience { get; init; }

    /// <summary>How much more return counts as better.</summary>
    [Range(0, double.PositiveInfinity), Option(Unit = "return")]
    public double MinDelta { get; init; }

    /// <summary>Before so many steps it does not end.</summary>
    [Range(0, 1e15), Option(Unit = "steps")]
    public long MinSteps { get; init; }

    /// <summary>The agent that is looked at; null for all, each of which must have got there.</summary>
    public string? Agent { get; init; }

    /// <summary>Where these options stand in the configuration file.</summary>
    public ConfigSpan Span { get; init; }
}
