namespace Hamlet.Live.Board;

/// <summary>When an episode ended.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Episode">Its number among the agent's.</param>
/// <param name="Step">The step of the training.</param>
internal readonly record struct EndedAt(string Agent, long Episode, long Step);
