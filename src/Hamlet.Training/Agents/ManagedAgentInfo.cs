namespace Hamlet.Training.Agents;

/// <summary>What there is to say of an agent of an <see cref="AgentManager"/> at present.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Mode">Whether it shares a replay.</param>
/// <param name="Transitions">How many transitions it can learn from; 0 for an algorithm that remembers none.</param>
/// <param name="OwnTransitions">How many of them are its own.</param>
public sealed record ManagedAgentInfo(string Id, ReplayMode Mode, int Transitions, int OwnTransitions);
