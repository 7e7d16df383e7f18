using Hamlet.Metrics;

namespace Hamlet.Tests.Outputs;

/// <summary>A record as a user writes it.</summary>
[MetricRecord(Axis = MetricAxis.Episode)]
public readonly partial record struct LoggedRecord
{
    [Step] public required long Step { get; init; }

    [Episode] public required long Episode { get; init; }

    [Agent] public required int Agent { get; init; }

    [TagPart] public required TagName World { get; init; }

    /// <summary>The steps that the agent lived.</summary>
    [Scalar("{world}/Survival_Time", Unit = "steps")] public required int SurvivalTime { get; init; }

    /// <summary>A share that is not always defined.</summary>
    [Scalar("{world}/Ratio")] public double? Ratio { get; init; }

    /// <summary>Why it ended.</summary>
    [Text("{world}/Reason")] public string? Reason { get; init; }

    /// <summary>All Q-values.</summary>
    [Histogram("{world}/Q_Values")] public ReadOnlyMemory<float> QValues { get; init; }

    /// <summary>The meters at the end.</summary>
    [ScalarMap("{world}/Meters")] public MetricMap Meters { get; init; }
}
