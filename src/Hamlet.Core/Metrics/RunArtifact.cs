namespace Hamlet.Metrics;

/// <summary>A file that belongs to a run, such as a checkpoint, a plot or a replay.</summary>
public sealed record RunArtifact
{
    /// <summary>Where it is. It is read soon after, by the writer thread, and may be deleted then; one that is gone is left out.</summary>
    public required string Path { get; init; }

    /// <summary>What it is called in the run, with slashes, such as <c>checkpoints/step_300.safetensors</c>. A later one replaces it.</summary>
    public required string Name { get; init; }

    /// <summary>What is to be said of it, such as its epoch and the frames seen.</summary>
    public IReadOnlyList<Hyperparameter> Metadata { get; init; } = [];
}
