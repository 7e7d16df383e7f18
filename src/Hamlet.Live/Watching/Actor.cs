using Hamlet.Algorithms;
using Hamlet.Callbacks;

namespace Hamlet.Live.Watching;

/// <summary>One agent as it is watched: which rows are its own, and who can say more of it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="FirstRow">The first of its rows.</param>
/// <param name="Rows">Their number.</param>
internal sealed record Actor(string Id, int FirstRow, int Rows)
{
    /// <summary>The agent that learns; null for a policy.</summary>
    public ITrainingAgent? Agent { get; init; }

    /// <summary>What it decides by; null where that is not known.</summary>
    public IDecisions? Decisions { get; init; }

    /// <summary>Its first row as those who decide count.</summary>
    public int DecisionRow { get; init; }

    /// <summary>The agents of a training. Clones share an algorithm, which counts the rows of all of them.</summary>
    public static Actor[] Of(ITraining training) => [.. training.Agents.Select(agent => new Actor(agent.Id, agent.FirstRow, agent.Rows)
    {
        Agent = agent,
        Decisions = agent.Algorithm as IDecisions,
        DecisionRow = agent.FirstRow - training.Agents.Where(other => other.Algorithm == agent.Algorithm).Min(static other => other.FirstRow),
    })];
}
