using Hamlet.State;

namespace Hamlet.Training.Checkpoints;

/// <summary>What is to become a checkpoint: a copy, so that training goes on while it is written.</summary>
public sealed record CheckpointSnapshot
{
    /// <summary>Environment steps made.</summary>
    public required long Step { get; init; }

    /// <summary>Episodes finished, summed over the agents.</summary>
    public required long Episodes { get; init; }

    /// <summary>How the agents stand, by the names of <see cref="CheckpointMetric"/>; what is not finite is left out.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>The state.</summary>
    public required StateTree State { get; init; }

    /// <summary>Further files by name, such as policies; each is written to the stream that it is handed.</summary>
    public IReadOnlyDictionary<string, Action<Stream>> Files { get; init; } = new Dictionary<string, Action<Stream>>();

    /// <summary>Waits, on the thread that writes, until other threads have put their parts into the state.</summary>
    public Action? Complete { get; init; }
}
