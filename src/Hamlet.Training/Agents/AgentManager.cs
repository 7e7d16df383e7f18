using Hamlet.Algorithms;
using Hamlet.State;

namespace Hamlet.Training.Agents;

/// <summary>
/// Says whose replay agents learn from. While those that could share one are fewer than a threshold, each has its own; from there on, all that
/// are of a kind share one. Whenever agents come or go it is settled anew, and each transition stays the agent's that made it.
/// </summary>
/// <remarks>
/// A shared replay has room for as many transitions as the agents' own ones together, and forgets the oldest, whose ever it is. An agent that
/// leaves takes its own along. The state is that of the shared replays alone; it is loaded before those of the agents.
/// </remarks>
/// <param name="bufferThreshold">From how many agents on; at least 1. A single agent never shares.</param>
public sealed class AgentManager(int bufferThreshold = AgentManager.DefaultThreshold) : IStateful
{
    /// <summary>From how many agents on they share, unless told otherwise.</summary>
    public const int DefaultThreshold = 10;

    private readonly List<ManagedAgent> _agents = [];
    private readonly HashSet<string> _sharing = new(StringComparer.Ordinal);
    private readonly List<IStateful> _replays = [];
    private readonly List<IReadOnlyList<ManagedAgent>> _groups = [];

    /// <summary>From how many agents on they share.</summary>
    public int BufferThreshold { get; } = bufferThreshold > 0
        ? bufferThreshold
        : throw new ArgumentOutOfRangeException(nameof(bufferThreshold), bufferThreshold, "At least one agent shares a replay.");

    /// <summary>The agents, in the order in which they came.</summary>
    public IReadOnlyList<ManagedAgent> Agents => _agents;

    /// <summary>Whether any agents share a replay.</summary>
    public ReplayMode Mode => _replays.Count > 0 ? ReplayMode.Shared : ReplayMode.PerAgent;

    /// <summary>The agents that share a replay, by replay; in each group in their order.</summary>
    public IReadOnlyList<IReadOnlyList<ManagedAgent>> Groups => _groups;

    /// <summary>Takes agents in, all at once, so that replays are put together once.</summary>
    /// <exception cref="ArgumentException">There is an agent of that name.</exception>
    public void Add(params IReadOnlyList<ManagedAgent> agents)
    {
        ArgumentNullException.ThrowIfNull(agents);
        var names = _agents.Select(static agent => agent.Id).ToHashSet(StringComparer.Ordinal);
        if (agents.FirstOrDefault(agent => !names.Add(agent.Id)) is { } twice)
        {
            throw new ArgumentException($"There is an agent '{twice.Id}' already.", nameof(agents));
        }

        _agents.AddRange(agents);
        Settle();
    }

    /// <summary>Lets an agent go, with a replay of its own that has its own transitions. It is not disposed.</summary>
    /// <exception cref="KeyNotFoundException">There is no agent of that name.</exception>
    public ManagedAgent Remove(string id)
    {
        ManagedAgent agent = Find(id);
        _agents.Remove(agent);
        Leave(agent);
        Settle();
        return agent;
    }

    /// <summary>What there is to say of an agent.</summary>
    /// <exception cref="KeyNotFoundException">There is no agent of that name.</exception>
    public ManagedAgentInfo Info(string id)
    {
        ManagedAgent agent = Find(id);
        ReplayMode mode = _sharing.Contains(id) ? ReplayMode.Shared : ReplayMode.PerAgent;
        return agent.Algorithm is IReplayMember member
            ? new ManagedAgentInfo(id, mode, member.ReplayCount, member.OwnReplayCount)
            : new ManagedAgentInfo(id, mode, 0, 0);
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        for (int i = 0; i < _replays.Count; i++)
        {
            writer.Write($"replay_{i}", _replays[i]);
        }
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        for (int i = 0; i < _replays.Count; i++)
        {
            reader.Read($"replay_{i}", _replays[i]);
        }
    }

    private ManagedAgent Find(string id) => _agents.Find(agent => agent.Id == id)
        ?? throw new KeyNotFoundException($"There is no agent '{id}'; there are: {string.Join(", ", _agents.Select(static agent => agent.Id))}.");

    // Replays that are put together anew are first taken apart: each agent's own is what is known to be its own.
    private void Settle()
    {
        foreach (ManagedAgent agent in _agents)
        {
            Leave(agent);
        }

        _replays.Clear();
        _groups.Clear();
        ManagedAgent[] able = [.. _agents.Where(static agent => agent.Kind is not null)];
        if (able.Length < BufferThreshold)
        {
            return;
        }

        foreach (IGrouping<(object, string), ManagedAgent> kind in able.GroupBy(static agent => agent.Kind!.Value))
        {
            ManagedAgent[] group = [.. kind];
            IReplayMember[] members = [.. group.Select(static agent => (IReplayMember)agent.Algorithm)];
            if (members.Length > 1)
            {
                _replays.Add(members[0].ShareReplay(members));
                _groups.Add(group);
                _sharing.UnionWith(group.Select(static agent => agent.Id));
            }
        }
    }

    private void Leave(ManagedAgent agent)
    {
        if (_sharing.Remove(agent.Id))
        {
            ((IReplayMember)agent.Algorithm).LeaveReplay();
        }
    }
}
