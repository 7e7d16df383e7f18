using Hamlet.Algorithms.Exploration;

namespace Hamlet.Algorithms;

/// <summary>
/// How undecided choices are: the sum of their entropies over that of equally likely allowed choices, in [0, 1]. A choice of one allowed
/// action says nothing and counts as nothing.
/// </summary>
internal struct ChoiceEntropy
{
    private double _entropy;
    private double _greatest;

    /// <summary>What was added up, or null where there was nothing to choose.</summary>
    public readonly double? Normalized => _greatest > 0 ? Math.Clamp(_entropy / _greatest, 0, 1) : null;

    /// <summary>Adds the choice by action values: their softmax (Boltzmann at temperature 1).</summary>
    /// <param name="values">A value for each action.</param>
    /// <param name="mask">Which are allowed; empty for all.</param>
    public void AddValues(ReadOnlySpan<float> values, ReadOnlySpan<bool> mask)
    {
        double greatest = values[MaskedActions.ArgMax(values, mask)];
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (mask.IsEmpty || mask[i])
            {
                double difference = values[i] - greatest;
                double weight = Math.Exp(difference);
                sum += weight;
                weighted += weight * difference;
            }
        }

        // H = log sum - sum of p z, with z counted from the greatest one.
        Add(Math.Log(sum) - (weighted / sum), values.Length, mask);
    }

    /// <summary>Adds a choice whose entropy is known.</summary>
    /// <param name="entropy">In nats.</param>
    /// <param name="count">The number of actions.</param>
    /// <param name="mask">Which are allowed; empty for all.</param>
    /// <returns>Whether there was a choice, and the entropy counts.</returns>
    public bool Add(double entropy, int count, ReadOnlySpan<bool> mask)
    {
        int allowed = mask.IsEmpty ? count : mask.Count(true);
        if (allowed > 1)
        {
            _entropy += entropy;
            _greatest += Math.Log(allowed);
        }

        return allowed > 1;
    }
}
