using Hamlet.Algorithms;

namespace Hamlet.Training.Agents;

/// <summary>One agent of an <see cref="AgentManager"/>.</summary>
public sealed record ManagedAgent
{
    /// <summary>Its name.</summary>
    public required string Id { get; init; }

    /// <summary>What learns.</summary>
    public required IAlgorithm Algorithm { get; init; }

    /// <summary>
    /// What it sees the world through, in any words: only agents for which it is equal share a replay. Null for an agent that is to keep its own.
    /// </summary>
    public string? View { get; init; } = "";

    /// <summary>Whose transitions it can learn from, or null for its own alone.</summary>
    internal (object, string)? Kind => View is not null && Algorithm is IReplayMember { ReplayKind: { } kind } ? (kind, View) : null;
}
