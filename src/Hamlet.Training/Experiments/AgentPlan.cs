using Hamlet.Algorithms;
using Hamlet.Plugins;

namespace Hamlet.Training.Experiments;

/// <summary>One agent of an experiment, with everything bound.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Algorithm">Its algorithm with the agent's hyperparameters.</param>
/// <param name="Exploration">Its exploration, or null for none.</param>
public sealed record AgentPlan(
    string Id,
    BoundPlugin<IAlgorithm, AlgorithmContext> Algorithm,
    BoundPlugin<IExploration, ExplorationContext>? Exploration);
