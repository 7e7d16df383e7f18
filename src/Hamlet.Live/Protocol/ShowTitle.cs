namespace Hamlet.Live.Protocol;

/// <summary>What is shown, in words.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="Run">The run's identifier.</param>
/// <param name="Checkpoint">Which of its policies; null for a training.</param>
internal sealed record ShowTitle(string Experiment, string Run, ShownCheckpoint? Checkpoint = null);
