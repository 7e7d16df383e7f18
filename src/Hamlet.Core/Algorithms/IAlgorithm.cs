using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.Algorithms;

/// <summary>
/// One agent's learning. The trainer calls, step after step: <see cref="Act"/> on the agent's rows, then the environment, then
/// <see cref="Observe"/> on the same rows. Steady state allocates nothing. Where a run has several agents, each with an algorithm of its own,
/// these two may be called on several threads, but never twice at once for one algorithm: what agents have in common is not to be changed there.
/// </summary>
public interface IAlgorithm : IStateful, IDisposable
{
    /// <summary>The present exploration rate (epsilon, a temperature), or null where there is none.</summary>
    double? ExplorationRate { get; }

    /// <summary>How often the networks have been changed, for those who want to be told of each change.</summary>
    long Updates => 0;

    /// <summary>How many rollouts have been collected and learned from; 0 for an algorithm without rollouts.</summary>
    long Rollouts => 0;

    /// <summary>
    /// How undecided the agent is: the entropy of its action probabilities, of late, over that of equal ones, in [0, 1]; action values count
    /// by their softmax. Null where it cannot say.
    /// </summary>
    double? ActionEntropy => null;

    /// <summary>Writes the actions to take, exploring. The observations and masks are only valid during the call.</summary>
    void Act(EnvironmentRows rows);

    /// <summary>
    /// Sees what came of the actions, and learns when it is time. <see cref="TrainingProgress.Step"/> already counts this step.
    /// </summary>
    void Observe(EnvironmentRows rows);

    /// <summary>A deterministic policy with a copy of what is learned so far; later learning does not change it.</summary>
    IPolicy CreatePolicy();
}
