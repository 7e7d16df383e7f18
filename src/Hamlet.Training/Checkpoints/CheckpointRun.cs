namespace Hamlet.Training.Checkpoints;

/// <summary>What every checkpoint of a run says of the run.</summary>
/// <param name="Id">The run's identifier.</param>
/// <param name="Configuration">The resolved configuration.</param>
/// <param name="Backend">The device and instruction set.</param>
public sealed record CheckpointRun(string Id, string Configuration, string Backend)
{
    /// <summary>The SHA-256 of each file that the configuration refers to, by name, in lower-case hexadecimal.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();
}
