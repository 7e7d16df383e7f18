using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.Algorithms;

/// <summary>
/// What an algorithm may offer beside <see cref="IAlgorithm"/>: a memory of transitions that can be one with those of other agents. Whose a
/// transition is, is kept, so that each can take its own out again.
/// </summary>
public interface IReplayMember
{
    /// <summary>
    /// Agents whose kinds are equal can learn from each other's transitions; null for one that can learn from its own alone.
    /// </summary>
    object? ReplayKind { get; }

    /// <summary>How many transitions the agent can learn from at present.</summary>
    int ReplayCount { get; }

    /// <summary>How many of them are its own.</summary>
    int OwnReplayCount { get; }

    /// <summary>
    /// Whether learning changes the replay, such as its priorities: agents that share it then learn one after the other, and else may at the
    /// same time.
    /// </summary>
    bool LearningChangesReplay { get; }

    /// <summary>
    /// Makes one replay of those of several agents; all their transitions stay. Asked of any of them. From then on the agents' states are
    /// without a replay, and the shared one has a state of its own, which is loaded before theirs.
    /// </summary>
    /// <param name="members">The agents, each with a replay of its own; they are of one kind.</param>
    /// <returns>The shared replay.</returns>
    /// <exception cref="ArgumentException">The agents are not of one kind.</exception>
    /// <exception cref="Configuration.ConfigException">Together they have more transitions than there may be.</exception>
    IStateful ShareReplay(IReadOnlyList<IReplayMember> members);

    /// <summary>
    /// Takes in what came of the step, ahead of <see cref="IAlgorithm.Observe"/>, which then does not do so: so agents that share a replay all
    /// have their transitions in it, in their order, before any learns.
    /// </summary>
    /// <param name="rows">The same rows as then.</param>
    void Remember(EnvironmentRows rows);

    /// <summary>Takes the agent's transitions out of the shared replay into one of its own, which keeps as many of the latest as it has room for.</summary>
    void LeaveReplay();
}
