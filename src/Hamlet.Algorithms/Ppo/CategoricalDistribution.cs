using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Randomness;

namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// A softmax over the allowed choices of each branch; branches are independent. A forbidden choice has probability 0 and no gradient
/// (Huang and Ontañón, 2022, https://arxiv.org/abs/2006.14171).
/// </summary>
/// <param name="branches">The number of choices of each branch.</param>
internal sealed class CategoricalDistribution(int[] branches) : ActionDistribution
{
    private readonly MaskedSoftmax _acting = new(branches);

    // Of the samples last evaluated.
    private readonly MaskedSoftmax _learning = new(branches);

    /// <inheritdoc/>
    public override int Width => _learning.Width;

    /// <inheritdoc/>
    public override ReadOnlySpan<int> Branches => branches;

    /// <inheritdoc/>
    public override void Sample(
        in PolicyOutputs outputs,
        ReadOnlySpan<bool> masks,
        Span<int> choices,
        Span<float> components,
        Span<float> logProbabilities,
        ref RandomStream random)
    {
        _acting.Reserve(logProbabilities.Length);
        _acting.Compute(outputs.Policy, masks, 0, logProbabilities.Length);
        int first = 0;
        for (int row = 0; row < logProbabilities.Length; row++)
        {
            float log = 0;
            for (int branch = 0; branch < branches.Length; branch++)
            {
                int count = branches[branch];
                int choice = Draw(_acting.LogProbabilities.Slice(first, count), _acting.Probabilities.Slice(first, count), ref random);
                choices[(row * branches.Length) + branch] = choice;
                log += _acting.LogProbabilities[first + choice];
                first += count;
            }

            logProbabilities[row] = log;
        }
    }

    /// <inheritdoc/>
    public override void Take(ReadOnlySpan<int> choices, ReadOnlySpan<float> components, EnvironmentRows rows) =>
        choices.CopyTo(rows.Actions);

    /// <inheritdoc/>
    public override void Prepare(in PolicyUpdate update, in PolicyOutputs outputs) => _learning.Reserve(update.Size);

    /// <inheritdoc/>
    public override void Evaluate(in PolicyUpdate update, in PolicyOutputs outputs, int first, int count)
    {
        _learning.Compute(outputs.Policy, update.Masks, first, count);
        update.BoundsLosses.Slice(first, count).Clear();
        ReadOnlySpan<float> logs = _learning.LogProbabilities;
        ReadOnlySpan<float> entropies = _learning.Entropies;
        ReadOnlySpan<int> choices = update.Choices;
        Span<float> logSums = update.LogProbabilities;
        Span<float> entropySums = update.Entropies;
        int begin = first * Width;
        for (int i = first; i < first + count; i++)
        {
            (float log, float entropy) = (0, 0);
            for (int branch = 0; branch < branches.Length; branch++)
            {
                int place = (i * branches.Length) + branch;
                log += logs[begin + choices[place]];
                entropy += entropies[place];
                begin += branches[branch];
            }

            logSums[i] = log;
            entropySums[i] = entropy;
        }
    }

    /// <inheritdoc/>
    public override double? NormalizedEntropy(in PolicyUpdate update)
    {
        var entropy = new ChoiceEntropy();
        int first = 0;
        for (int i = 0; i < update.Size; i++)
        {
            // Of what the update says, and not of what was evaluated here: a backend may have done that. All of a sample's entropy
            // counts once, at its first branch that has a choice.
            float left = update.Entropies[i];
            foreach (int count in branches)
            {
                if (entropy.Add(left, count, update.Masks.IsEmpty ? [] : update.Masks.Slice(first, count)))
                {
                    left = 0;
                }

                first += count;
            }
        }

        return entropy.Normalized;
    }

    /// <inheritdoc/>
    /// <remarks>d log p(a) / d z_j = [j = a] - p_j, and dH / d z_j = -p_j (log p_j + H).</remarks>
    public override void WriteGradient(
        in PolicyUpdate update,
        in PolicyOutputs outputs,
        ReadOnlySpan<float> slopes,
        Span<float> policyGradient,
        Span<float> logStdGradient,
        int first,
        int count)
    {
        float entropyWeight = update.EntropyCoefficient / update.Size;
        ReadOnlySpan<float> probabilities = _learning.Probabilities;
        ReadOnlySpan<float> logs = _learning.LogProbabilities;
        ReadOnlySpan<float> entropies = _learning.Entropies;
        ReadOnlySpan<int> choices = update.Choices;
        int begin = first * Width;
        for (int i = first; i < first + count; i++)
        {
            float slope = slopes[i];
            for (int branch = 0; branch < branches.Length; branch++)
            {
                int place = (i * branches.Length) + branch;
                int end = begin + branches[branch];
                for (int j = begin; j < end; j++)
                {
                    float p = probabilities[j];
                    policyGradient[j] = p > 0 ? p * ((entropyWeight * (logs[j] + entropies[place])) - slope) : 0;
                }

                policyGradient[begin + choices[place]] += slope;
                begin = end;
            }
        }
    }

    // The first choice at which the running sum of probabilities exceeds the draw; rounding may leave none, then the last allowed one.
    private static int Draw(ReadOnlySpan<float> logProbabilities, ReadOnlySpan<float> probabilities, ref RandomStream random)
    {
        double left = random.NextDouble();
        int choice = 0;
        for (int i = 0; i < probabilities.Length && left >= 0; i++)
        {
            if (!float.IsNegativeInfinity(logProbabilities[i]))
            {
                choice = i;
                left -= probabilities[i];
            }
        }

        return choice;
    }
}
