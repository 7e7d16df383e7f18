using Hamlet.Metrics;

namespace Hamlet.Training;

/// <summary>Where a trainer leaves what is no metric.</summary>
/// <param name="RunDirectory">The directory of the run; it exists.</param>
public sealed record TrainerOutput(string RunDirectory)
{
    /// <summary>The clock that stamps files.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told once, on some thread, of an output that failed. Training goes on.</summary>
    public Action<SinkFailure>? OnFailed { get; init; }
}
