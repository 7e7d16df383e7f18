using Hamlet.Metrics;

namespace Hamlet.Training.Metrics;

/// <summary>What an agent used in an episode.</summary>
[MetricRecord("affordances", Axis = MetricAxis.Episode)]
public readonly partial record struct AffordanceMetrics
{
    /// <summary>Environment steps of the run when the episode ended.</summary>
    [Step]
    public required long Step { get; init; }

    /// <summary>The episode, counted per agent from 0 in the order of completion.</summary>
    [Episode]
    public required long Episode { get; init; }

    /// <summary>The agent.</summary>
    [Agent]
    public required int Agent { get; init; }

    /// <summary>How often the use of each was completed, by name.</summary>
    [ScalarMap("Affordances", Unit = "uses")]
    public required MetricMap Uses { get; init; }
}
