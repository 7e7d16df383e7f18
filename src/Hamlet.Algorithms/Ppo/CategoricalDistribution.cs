using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Randomness;

namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// A softmax over the allowed choices of each branch; branches are independent. A forbidden choice has probability 0 and no gradient
/// (Huang and Ontañón, 2022, https://arxiv.org/abs/2006.14171).
/// </summary>
/// <param name="branches">The number of choices of each branch.</param>
/// <param name="maxSize">The greatest number of samples of an update.</param>
internal sealed class CategoricalDistribution(int[] branches, int maxSize) : ActionDistribution
{
    private readonly int _width = branches.Sum();
    private readonly float[] _row = new float[branches.Sum()];

    // Of the samples last evaluated: the log-probability and the probability of each choice, and the entropy of each branch.
    private readonly float[] _logProbabilities = new float[maxSize * branches.Sum()];
    private readonly float[] _probabilities = new float[maxSize * branches.Sum()];
    private readonly float[] _entropies = new float[maxSize * branches.Length];

    /// <inheritdoc/>
    public override int Width => _width;

    /// <inheritdoc/>
    public override ReadOnlySpan<int> Branches => branches;

    /// <inheritdoc/>
    public override void Sample(
        ReadOnlySpan<float> policy,
        ReadOnlySpan<float> logStd,
        ReadOnlySpan<bool> masks,
        Span<int> choices,
        Span<float> components,
        Span<float> logProbabilities,
        ref RandomStream random)
    {
        logProbabilities.Clear();
        int first = 0;
        for (int i = 0; i < choices.Length; i++)
        {
            int count = branches[i % branches.Length];
            Span<float> logs = _row.AsSpan(0, count);
            LogSoftmax(policy.Slice(first, count), masks.IsEmpty ? [] : masks.Slice(first, count), logs);
            choices[i] = Draw(logs, ref random);
            logProbabilities[i / branches.Length] += logs[choices[i]];
            first += count;
        }
    }

    /// <inheritdoc/>
    public override void Take(ReadOnlySpan<int> choices, ReadOnlySpan<float> components, EnvironmentRows rows) =>
        choices.CopyTo(rows.Actions);

    /// <inheritdoc/>
    public override void Evaluate(in PolicyUpdate update, ReadOnlySpan<float> policy, ReadOnlySpan<float> logStd)
    {
        update.BoundsLosses.Clear();
        update.LogProbabilities.Clear();
        update.Entropies.Clear();
        int first = 0;
        for (int i = 0; i < update.Choices.Length; i++)
        {
            int count = branches[i % branches.Length];
            Span<float> logs = _logProbabilities.AsSpan(first, count);
            LogSoftmax(policy.Slice(first, count), update.Masks.IsEmpty ? [] : update.Masks.Slice(first, count), logs);
            _entropies[i] = Entropy(logs, _probabilities.AsSpan(first, count));
            update.LogProbabilities[i / branches.Length] += logs[update.Choices[i]];
            update.Entropies[i / branches.Length] += _entropies[i];
            first += count;
        }
    }

    /// <inheritdoc/>
    /// <remarks>d log p(a) / d z_j = [j = a] - p_j, and dH / d z_j = -p_j (log p_j + H).</remarks>
    public override void WriteGradient(
        in PolicyUpdate update,
        ReadOnlySpan<float> policy,
        ReadOnlySpan<float> logStd,
        ReadOnlySpan<float> slopes,
        Span<float> policyGradient,
        Span<float> logStdGradient)
    {
        float entropyWeight = update.EntropyCoefficient / update.Size;
        int first = 0;
        for (int i = 0; i < update.Choices.Length; i++)
        {
            int count = branches[i % branches.Length];
            float slope = slopes[i / branches.Length];
            for (int j = first; j < first + count; j++)
            {
                float p = _probabilities[j];
                policyGradient[j] = p > 0 ? p * ((entropyWeight * (_logProbabilities[j] + _entropies[i])) - slope) : 0;
            }

            policyGradient[first + update.Choices[i]] += slope;
            first += count;
        }
    }

    private static void LogSoftmax(ReadOnlySpan<float> logits, ReadOnlySpan<bool> mask, Span<float> logProbabilities)
    {
        float greatest = logits[MaskedActions.ArgMax(logits, mask)];
        float sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            bool allowed = mask.IsEmpty || mask[i];
            logProbabilities[i] = allowed ? logits[i] - greatest : float.NegativeInfinity;
            sum += allowed ? MathF.Exp(logProbabilities[i]) : 0;
        }

        float log = MathF.Log(sum);
        for (int i = 0; i < logits.Length; i++)
        {
            logProbabilities[i] -= log;
        }
    }

    private static float Entropy(ReadOnlySpan<float> logProbabilities, Span<float> probabilities)
    {
        float entropy = 0;
        for (int i = 0; i < logProbabilities.Length; i++)
        {
            float p = float.IsNegativeInfinity(logProbabilities[i]) ? 0 : MathF.Exp(logProbabilities[i]);
            probabilities[i] = p;
            entropy -= p > 0 ? p * logProbabilities[i] : 0;
        }

        return entropy;
    }

    // The first choice at which the running sum of probabilities exceeds the draw; rounding may leave none, then the last allowed one.
    private static int Draw(ReadOnlySpan<float> logProbabilities, ref RandomStream random)
    {
        double left = random.NextDouble();
        int choice = 0;
        for (int i = 0; i < logProbabilities.Length && left >= 0; i++)
        {
            if (!float.IsNegativeInfinity(logProbabilities[i]))
            {
                choice = i;
                left -= MathF.Exp(logProbabilities[i]);
            }
        }

        return choice;
    }
}
