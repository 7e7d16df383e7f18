using Hamlet.Metrics;

namespace Hamlet.Training.Metrics;

/// <summary>How fast training is, since the last such record. Measured in every seventh step, since reading the clock takes time itself.</summary>
[MetricRecord("performance", Clocked = true)]
public readonly partial record struct PerformanceMetrics
{
    /// <summary>Environment steps of the run.</summary>
    [Step]
    public required long Step { get; init; }

    /// <summary>Environment steps a second, everything included.</summary>
    [Scalar("performance/total_fps", Unit = "steps/s")]
    public required double TotalFps { get; init; }

    /// <summary>Environment steps a second of the time that the environments take.</summary>
    [Scalar("performance/step_fps", Unit = "steps/s")]
    public required double StepFps { get; init; }

    /// <summary>Seconds that the algorithms took to learn, what they log included.</summary>
    [Scalar("performance/update_time", Unit = "s")]
    public required double UpdateTime { get; init; }

    /// <summary>Seconds that choosing actions and stepping the environments took.</summary>
    [Scalar("performance/play_time", Unit = "s")]
    public required double PlayTime { get; init; }

    /// <summary>The share of the time that the trainer's own records took: those of episodes, meters and replays.</summary>
    [Scalar("performance/logging_share", Unit = "1")]
    public required double LoggingShare { get; init; }
}
