using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Algorithms;

/// <summary>How an agent with action values tries what does not look best.</summary>
public interface IExploration : IStateful
{
    /// <summary>The present rate, in its own unit (a probability, a temperature).</summary>
    double Rate { get; }

    /// <summary>Whether the next choice may need action values at all; false spares a forward pass.</summary>
    /// <remarks>Draws nothing.</remarks>
    bool NeedsValues { get; }

    /// <summary>Chooses an action for each row; never a masked one.</summary>
    /// <param name="values">[rows, actions]; meaningless where <see cref="NeedsValues"/> is false.</param>
    /// <param name="masks">[rows, actions].</param>
    /// <param name="actions">[rows]; receives the choices.</param>
    /// <param name="random">The agent's stream.</param>
    void Select(ReadOnlySpan<float> values, ReadOnlySpan<bool> masks, Span<int> actions, ref RandomStream random);

    /// <summary>An episode of the agent has ended.</summary>
    void OnEpisodeEnd();
}
