using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Algorithms;

/// <summary>
/// How an agent with action values tries what does not look best. A choice has two halves, so that the values are computed only if some
/// row needs them: <see cref="SelectWithoutValues"/>, then <see cref="SelectByValues"/> if that left rows undecided.
/// </summary>
public interface IExploration : IStateful
{
    /// <summary>What stands for the action of a row that is still undecided.</summary>
    const int Undecided = -1;

    /// <summary>The present rate, in its own unit (a probability, a temperature).</summary>
    double Rate { get; }

    /// <summary>Chooses for the rows that need no action values, never a masked action, and marks the others undecided.</summary>
    /// <param name="masks">[rows, actions].</param>
    /// <param name="actions">[rows]; receives an action or <see cref="Undecided"/> for each row.</param>
    /// <param name="random">The agent's stream.</param>
    /// <returns>How many rows are undecided; if none is, the values are not computed.</returns>
    int SelectWithoutValues(ReadOnlySpan<bool> masks, Span<int> actions, ref RandomStream random);

    /// <summary>Chooses for the undecided rows, never a masked action, and leaves the others as they are.</summary>
    /// <param name="values">[rows, actions].</param>
    /// <param name="masks">[rows, actions].</param>
    /// <param name="actions">[rows], as the first half left them.</param>
    /// <param name="random">The agent's stream.</param>
    void SelectByValues(ReadOnlySpan<float> values, ReadOnlySpan<bool> masks, Span<int> actions, ref RandomStream random);

    /// <summary>An episode of the agent has ended.</summary>
    void OnEpisodeEnd();
}
