namespace Hamlet.Training.Checkpoints;

/// <summary>A whole checkpoint on the disk, without its content.</summary>
public sealed record CheckpointInfo
{
    /// <summary>Its number: the environment steps made when it was taken.</summary>
    public required long Step { get; init; }

    /// <summary>Its directory.</summary>
    public required string Path { get; init; }

    /// <summary>Episodes finished by then, summed over the agents.</summary>
    public required long Episodes { get; init; }

    /// <summary>When it was taken, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The length of its files together.</summary>
    public required long Bytes { get; init; }

    /// <summary>Whether replay is in it, so that a resumed run goes on to the same bits.</summary>
    public required bool HasReplay { get; init; }

    /// <summary>How the agents stood, by the names of <see cref="CheckpointMetric"/>.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }
}
