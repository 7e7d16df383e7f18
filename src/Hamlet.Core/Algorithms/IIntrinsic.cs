using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.Algorithms;

/// <summary>
/// A reward that an agent gives itself, such as that for what is new to it. The trainer adds <see cref="Weight"/> times the bonus to the
/// world's reward, once, before the algorithm sees it; the two are logged apart.
/// </summary>
public interface IIntrinsic : IStateful, IDisposable
{
    /// <summary>What a unit of the bonus counts now.</summary>
    double Weight { get; }

    /// <summary>
    /// Writes the bonus of the step that the rows have just made, before the weight, and learns from it. What was reached is
    /// <see cref="EnvironmentRows.FinalObservations"/> where the episode ended and <see cref="EnvironmentRows.Observations"/> elsewhere.
    /// Allocates nothing.
    /// </summary>
    /// <param name="rows">The agent's rows as it sees them, after the step.</param>
    /// <param name="bonus">[rows].</param>
    void Reward(EnvironmentRows rows, Span<float> bonus);

    /// <summary>An episode of the agent has ended, for annealing.</summary>
    /// <param name="length">Its steps.</param>
    void OnEpisodeEnd(int length);
}
