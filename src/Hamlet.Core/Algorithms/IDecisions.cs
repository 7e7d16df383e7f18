namespace Hamlet.Algorithms;

/// <summary>
/// What an algorithm or a policy may offer beside: the numbers that it last decided by, for those who watch it. Asking changes nothing.
/// </summary>
public interface IDecisions
{
    /// <summary>What the numbers are: <c>q_values</c> or <c>logits</c>.</summary>
    string DecisionKind { get; }

    /// <summary>How many there are for each row: as many as a mask has switches; 0 where actions are continuous.</summary>
    int DecisionCount { get; }

    /// <summary>Copies those of a row. Allocates nothing.</summary>
    /// <param name="row">The row, counted from the agent's first.</param>
    /// <param name="values">Receives <see cref="DecisionCount"/> numbers.</param>
    /// <returns>Whether there are any: where chance decided, none were computed.</returns>
    bool TryReadDecision(int row, Span<float> values);
}
