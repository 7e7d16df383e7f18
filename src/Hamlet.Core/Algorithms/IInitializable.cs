using Hamlet.State;

namespace Hamlet.Algorithms;

/// <summary>What an algorithm may offer beside <see cref="IAlgorithm"/>: it can begin with the networks that another run has trained.</summary>
public interface IInitializable
{
    /// <summary>
    /// Takes the networks of a state that such an algorithm has saved, and nothing else: optimizers, replay, schedules and random streams are those
    /// of a fresh agent.
    /// </summary>
    /// <exception cref="StateException">The networks have other names or shapes.</exception>
    void InitializeFrom(StateReader saved);
}
