using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Algorithms.Dqn;

/// <summary>What an agent remembers of its steps and how it learns from them: transition by transition, or in sequences.</summary>
internal interface IDqnLearner : IStateful, IDisposable
{
    /// <summary>How many steps or transitions there are to learn from.</summary>
    int Count { get; }

    /// <summary>Whether a minibatch can be drawn.</summary>
    bool IsReady { get; }

    /// <summary>The last minibatch, for who wants to look at its values.</summary>
    Batch Minibatch { get; }

    /// <summary>The rows of every minibatch.</summary>
    int MinibatchRows { get; }

    /// <summary>The temporal differences of the last minibatch.</summary>
    ReadOnlySpan<float> TdErrors { get; }

    /// <summary>Keeps what the rows see before they act, and what the network remembers of each, [rows, state size].</summary>
    void See(EnvironmentRows rows, ReadOnlySpan<float> states);

    /// <summary>Takes what came of a row's action, and what the network remembers of the row behind it.</summary>
    void Add(EnvironmentRows rows, int row, ReadOnlySpan<float> state);

    /// <summary>
    /// Gathers some of what is remembered, for who wants to look at its values: as a function of the saved state, without a draw from any of the
    /// agent's streams. It takes the place of the last minibatch.
    /// </summary>
    /// <param name="masks">[rows, actions]: the actions allowed there; empty for all.</param>
    /// <returns>Its size is 0 where there is nothing yet.</returns>
    Batch Recall(out ReadOnlySpan<bool> masks);

    /// <summary>Draws a minibatch and makes one update.</summary>
    UpdateResult Update(ref RandomStream random);
}
