using Hamlet.Algorithms;
using Hamlet.Configuration;
using Hamlet.Curricula;
using Hamlet.Environments;
using Hamlet.Plugins;
using Hamlet.Training.Initialization;

namespace Hamlet.Training.Experiments;

/// <summary>One agent of an experiment, or a population of clones that share what they learn, with everything bound.</summary>
public sealed record AgentPlan
{
    /// <summary>Its name, or that of the population.</summary>
    public required string Id { get; init; }

    /// <summary>Its algorithm with the agent's hyperparameters.</summary>
    public required BoundPlugin<IAlgorithm, AlgorithmContext> Algorithm { get; init; }

    /// <summary>Its exploration, or null for none.</summary>
    public BoundPlugin<IExploration, ExplorationContext>? Exploration { get; init; }

    /// <summary>What it sees the world through, from the world's side on.</summary>
    public IReadOnlyList<BoundPlugin<IWrapper, WrapperContext>> Wrappers { get; init; } = [];

    /// <summary>What it adds to the world's rewards, or null for nothing.</summary>
    public BoundPlugin<IIntrinsic, IntrinsicContext>? Intrinsic { get; init; }

    /// <summary>Its curriculum, or null for none.</summary>
    public BoundPlugin<ICurriculum, CurriculumContext>? Curriculum { get; init; }

    /// <summary>Where its first weights come from; null where they are random.</summary>
    public InitialWeights? InitFrom { get; init; }

    /// <summary>Where it stands in the file.</summary>
    internal ConfigSpan Source { get; init; }

    /// <summary>What the file says of its exploration: the agent's own section, or that of all; null for nothing.</summary>
    internal ConfigMap? ExplorationSection { get; init; }

    /// <summary>The number of agents that it stands for.</summary>
    public int Clones { get; init; } = 1;

    /// <summary>The names of those agents: its own, or with clones its own and their numbers.</summary>
    public IReadOnlyList<string> Names => Clones == 1 ? [Id] : [.. Enumerable.Range(0, Clones).Select(i => $"{Id}_{i}")];
}
