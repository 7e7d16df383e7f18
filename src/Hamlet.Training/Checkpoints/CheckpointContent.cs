using Hamlet.State;

namespace Hamlet.Training.Checkpoints;

/// <summary>A checkpoint that was read whole, and found to be what was written.</summary>
/// <param name="Info">Which one.</param>
/// <param name="Run">The run that it is of, as it was then.</param>
/// <param name="State">Everything that a continued run needs.</param>
public sealed record CheckpointContent(CheckpointInfo Info, CheckpointRun Run, StateTree State);
