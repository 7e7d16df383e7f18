namespace Hamlet.Training.Checkpoints;

/// <summary>A file of a checkpoint as its manifest knows it.</summary>
/// <param name="Name">Its name, without a directory.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">The SHA-256 of its content in lower-case hexadecimal.</param>
internal sealed record CheckpointFile(string Name, long Bytes, string Sha256);
