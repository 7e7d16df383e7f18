using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Algorithms.Replay;

/// <summary>
/// Which transitions to learn from: proportional prioritization (Schaul et al., 2016, https://arxiv.org/abs/1511.05952, algorithm 1).
/// Transition i is drawn with probability p_i^alpha / sum_k p_k^alpha, where p is its last temporal difference in absolute value, or the
/// greatest there was where it has not been learned from; its loss is weighted by (N P(i))^-beta, over the greatest weight.
/// </summary>
/// <remarks>
/// A minibatch is drawn one from each of as many equal shares of the sum, as in the paper's appendix. The greatest weight is that of the
/// minibatch. Beta rises to 1 on a straight line over training. An error of 0 counts 1e-6, so that any transition may come again.
/// </remarks>
internal sealed class PrioritizedSampling(int capacity, double alpha, double beta, TrainingProgress progress) : IStateful
{
    private const double LeastError = 1e-6;

    private readonly SumTree _tree = new(capacity);
    private double _greatest = 1;

    /// <summary>The present exponent of the weights.</summary>
    public double Beta => beta + ((1 - beta) * progress.Fraction);

    /// <summary>The probability of the transition in a slot.</summary>
    public double Probability(int slot) => _tree[slot] / _tree.Total;

    /// <summary>A new transition stands in a slot.</summary>
    public void Add(int slot) => _tree.Set(slot, Math.Pow(_greatest, alpha));

    /// <summary>A transition that has a priority elsewhere stands in a slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="source">Where it had one.</param>
    /// <param name="other">Its slot there.</param>
    public void Take(int slot, PrioritizedSampling source, int other)
    {
        _greatest = Math.Max(_greatest, source._greatest);
        _tree.Set(slot, source._tree[other]);
    }

    /// <summary>What stood in a slot is gone, and nothing stands there yet.</summary>
    public void Remove(int slot) => _tree.Set(slot, 0);

    /// <summary>Draws the slots of a minibatch and computes their weights.</summary>
    /// <param name="slots">Receives the slots.</param>
    /// <param name="weights">Receives as many weights.</param>
    /// <param name="count">The number of transitions there are.</param>
    /// <param name="random">The agent's stream.</param>
    public void Draw(Span<int> slots, Span<float> weights, int count, ref RandomStream random)
    {
        double share = _tree.Total / slots.Length;
        double exponent = -Beta;
        double greatest = 0;
        for (int i = 0; i < slots.Length; i++)
        {
            int slot = _tree.Find((i + random.NextDouble()) * share);
            double weight = Math.Pow(count * Probability(slot), exponent);
            slots[i] = slot;
            weights[i] = (float)weight;
            greatest = Math.Max(greatest, weight);
        }

        foreach (ref float weight in weights)
        {
            weight = (float)(weight / greatest);
        }
    }

    /// <summary>Takes the temporal differences of a minibatch as new priorities.</summary>
    /// <param name="slots">The slots of the minibatch.</param>
    /// <param name="errors">The temporal difference of each.</param>
    public void Learn(ReadOnlySpan<int> slots, ReadOnlySpan<float> errors)
    {
        for (int i = 0; i < slots.Length; i++)
        {
            double error = Math.Abs((double)errors[i]) + LeastError;
            // A network that has diverged must not take the tree with it.
            if (double.IsFinite(error))
            {
                _greatest = Math.Max(_greatest, error);
                _tree.Set(slots[i], Math.Pow(error, alpha));
            }
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("priorities", writer.KeepsReplay ? _tree.Numbers[..capacity] : []);
        writer.Write("greatest", _greatest);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        ReadOnlySpan<double> priorities = reader.ReadArray<double>("priorities");
        if (priorities.Length != 0 && priorities.Length != capacity)
        {
            throw new StateException($"There are {priorities.Length} priorities of {capacity} transitions.");
        }

        foreach (double priority in priorities)
        {
            if (!(priority >= 0) || !double.IsFinite(priority))
            {
                throw new StateException($"A priority is {priority}.");
            }
        }

        _tree.Set(priorities);
        _greatest = reader.ReadDouble("greatest");
    }
}
