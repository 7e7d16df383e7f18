using Hamlet.State;

namespace Hamlet.Training.Checkpoints;

/// <summary>A checkpoint that was read whole, and found to be what was written.</summary>
/// <param name="Info">Which one.</param>
/// <param name="State">Everything that a continued run needs.</param>
/// <param name="Configuration">The resolved configuration that it was taken with.</param>
/// <param name="Backend">The device and instruction set that it was taken on.</param>
public sealed record CheckpointContent(CheckpointInfo Info, StateTree State, string Configuration, string Backend);
