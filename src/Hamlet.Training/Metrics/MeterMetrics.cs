using Hamlet.Metrics;

namespace Hamlet.Training.Metrics;

/// <summary>The meters of an agent's first environment, in the units of the world.</summary>
[MetricRecord("meters")]
public readonly partial record struct MeterMetrics
{
    /// <summary>Environment steps of the run.</summary>
    [Step]
    public required long Step { get; init; }

    /// <summary>The agent.</summary>
    [Agent]
    public required int Agent { get; init; }

    /// <summary>The meters by name.</summary>
    [ScalarMap("Meters")]
    public required MetricMap Values { get; init; }
}
