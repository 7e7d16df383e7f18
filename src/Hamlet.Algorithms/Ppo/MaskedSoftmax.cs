namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// The softmax over the allowed choices of each branch, for many samples at once, so that exponentials and logarithms are computed in
/// vectors. Its memory grows to the greatest number of samples asked for.
/// </summary>
/// <param name="branches">The number of choices of each branch.</param>
internal sealed class MaskedSoftmax(int[] branches)
{
    private readonly int _width = branches.Sum();
    private float[] _logProbabilities = [];
    private float[] _probabilities = [];
    private float[] _logSums = [];
    private float[] _entropies = [];

    /// <summary>The choices of one sample, over all branches.</summary>
    public int Width => _width;

    /// <summary>[samples, width]: negative infinity for a choice that is not allowed.</summary>
    public ReadOnlySpan<float> LogProbabilities => _logProbabilities;

    /// <summary>[samples, width]: 0 for a choice that is not allowed.</summary>
    public ReadOnlySpan<float> Probabilities => _probabilities;

    /// <summary>[samples, branches], in nats.</summary>
    public ReadOnlySpan<float> Entropies => _entropies;

    /// <summary>Computes all of them.</summary>
    /// <param name="logits">[samples, width].</param>
    /// <param name="masks">[samples, width]; empty for all.</param>
    public void Compute(ReadOnlySpan<float> logits, ReadOnlySpan<bool> masks)
    {
        int sums = logits.Length / _width * branches.Length;
        if (_probabilities.Length < logits.Length)
        {
            _logProbabilities = new float[logits.Length];
            _probabilities = new float[logits.Length];
            _logSums = new float[sums];
            _entropies = new float[sums];
        }

        Span<float> shifted = _logProbabilities.AsSpan(0, logits.Length);
        Span<float> probabilities = _probabilities.AsSpan(0, logits.Length);
        Shift(logits, masks, shifted);
        shifted.CopyTo(probabilities);
        VectorFunctions.Exp(probabilities);
        Normalize(probabilities, _logSums.AsSpan(0, sums));
        VectorFunctions.Log(_logSums.AsSpan(0, sums));
        TakeOff(_logSums.AsSpan(0, sums), shifted, probabilities);
    }

    // From the greatest allowed logit of each branch on, so that no exponential is infinite.
    private void Shift(ReadOnlySpan<float> logits, ReadOnlySpan<bool> masks, Span<float> shifted)
    {
        for (int first = 0; first < logits.Length;)
        {
            foreach (int count in branches)
            {
                ReadOnlySpan<float> own = logits.Slice(first, count);
                ReadOnlySpan<bool> mask = masks.IsEmpty ? [] : masks.Slice(first, count);
                Span<float> target = shifted.Slice(first, count);
                float greatest = own[MaskedActions.ArgMax(own, mask)];
                for (int j = 0; j < own.Length; j++)
                {
                    target[j] = mask.IsEmpty || mask[j] ? own[j] - greatest : float.NegativeInfinity;
                }

                first += count;
            }
        }
    }

    private void Normalize(Span<float> probabilities, Span<float> sums)
    {
        int first = 0;
        for (int i = 0; i < sums.Length;)
        {
            foreach (int count in branches)
            {
                Span<float> own = probabilities.Slice(first, count);
                float sum = 0;
                foreach (float weight in own)
                {
                    sum += weight;
                }

                foreach (ref float probability in own)
                {
                    probability /= sum;
                }

                sums[i++] = sum;
                first += count;
            }
        }
    }

    private void TakeOff(ReadOnlySpan<float> logSums, Span<float> logs, ReadOnlySpan<float> probabilities)
    {
        int first = 0;
        for (int i = 0; i < logSums.Length;)
        {
            foreach (int count in branches)
            {
                float entropy = 0;
                for (int j = first; j < first + count; j++)
                {
                    logs[j] -= logSums[i];
                    entropy -= probabilities[j] > 0 ? probabilities[j] * logs[j] : 0;
                }

                _entropies[i++] = entropy;
                first += count;
            }
        }
    }
}
