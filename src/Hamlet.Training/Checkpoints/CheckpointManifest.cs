namespace Hamlet.Training.Checkpoints;

/// <summary>The content of a checkpoint's <c>manifest.json</c>, which is written last: what is listed there is there whole.</summary>
internal sealed record CheckpointManifest
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The present <see cref="Format"/>.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The greatest length of the file that is read.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>The version of a checkpoint's layout.</summary>
    public required int Format { get; init; }

    /// <summary>The version of this framework that wrote it.</summary>
    public required string Framework { get; init; }

    /// <summary>The run that it is of.</summary>
    public required string RunId { get; init; }

    /// <summary>The SHA-256 of the run's resolved configuration, in lower-case hexadecimal.</summary>
    public required string ConfigSha256 { get; init; }

    /// <summary>The SHA-256 of each file that the configuration refers to, by name.</summary>
    public required IReadOnlyDictionary<string, string> ConfigFiles { get; init; }

    /// <summary>The device and instruction set: the same bits follow on the same ones.</summary>
    public required string Backend { get; init; }

    /// <summary>Environment steps made.</summary>
    public required long Step { get; init; }

    /// <summary>Episodes finished, summed over the agents.</summary>
    public required long Episodes { get; init; }

    /// <summary>Whether replay is in it.</summary>
    public required bool Replay { get; init; }

    /// <summary>When it was taken, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>How the agents stood, by name; what was not known yet is left out.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>The files.</summary>
    public required IReadOnlyList<CheckpointFile> Files { get; init; }
}
