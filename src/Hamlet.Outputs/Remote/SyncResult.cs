namespace Hamlet.Outputs.Remote;

/// <summary>What became of a run's part for one server.</summary>
/// <param name="Name">The part, such as <c>wandb-1a2b3c4d</c>.</param>
/// <param name="Done">Whether the server has all of it.</param>
/// <param name="Message">In words.</param>
public sealed record SyncResult(string Name, bool Done, string Message);
