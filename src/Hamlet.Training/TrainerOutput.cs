using Hamlet.Metrics;

namespace Hamlet.Training;

/// <summary>Where a trainer leaves what is no metric.</summary>
/// <param name="RunDirectory">The directory of the run; it exists.</param>
public sealed record TrainerOutput(string RunDirectory)
{
    /// <summary>The clock that stamps files.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The run's identifier, for its checkpoints.</summary>
    public string RunId { get; init; } = "";

    /// <summary>The resolved configuration, for its checkpoints.</summary>
    public string Configuration { get; init; } = "";

    /// <summary>Whether a run that is resumed goes on with another configuration: then the outputs are told of it again.</summary>
    public bool Changed { get; init; }

    /// <summary>The SHA-256 of each file that the configuration refers to, by name, for its checkpoints.</summary>
    public IReadOnlyDictionary<string, string> ConfigurationFiles { get; init; } = new Dictionary<string, string>();

    /// <summary>Told, on some thread, of each checkpoint that could not be written. Training goes on, and the ones before it are there.</summary>
    public Action<Exception>? OnCheckpointFailed { get; init; }

    /// <summary>Told once, on some thread, of an output that failed. Training goes on.</summary>
    public Action<SinkFailure>? OnFailed { get; init; }
}
