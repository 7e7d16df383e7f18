using Hamlet.Configuration;
using Hamlet.Training.Agents;

namespace Hamlet.Training.Experiments;

/// <summary>How long training goes on: the section <c>training</c>. One of the two ends; without either, 100,000 steps.</summary>
[Options]
public sealed partial record TrainingOptions
{
    /// <summary>Environment steps, summed over all environments and agents.</summary>
    [Option(Unit = "steps"), Range(1, 1e15)]
    public long? TotalSteps { get; init; }

    /// <summary>Finished episodes of each agent.</summary>
    [Option(Unit = "episodes"), Range(1, 1e15)]
    public long? NumEpisodes { get; init; }

    /// <summary>
    /// How many threads may share the rows of the world, the agents, and the networks of one agent, where that takes long enough. Not given: as
    /// many as there are processors. Results do not depend on it.
    /// </summary>
    [Option(Unit = "threads"), Range(1, 256)]
    public int? Threads { get; init; }

    /// <summary>
    /// From how many dqn agents on those that can learn from each other's transitions share one replay, which has room for as many as theirs
    /// would; fewer have one each.
    /// </summary>
    [Option(Unit = "agents"), Range(1, int.MaxValue)]
    public int BufferThreshold { get; init; } = AgentManager.DefaultThreshold;

    /// <summary>Where the section stands.</summary>
    public ConfigSpan Source { get; init; }
}
