namespace Hamlet.Live.Protocol;

/// <summary>What is shown, in words.</summary>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="Run">The run's identifier.</param>
internal sealed record ShowTitle(string Experiment, string Run);
