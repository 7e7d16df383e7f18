namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// The softmax over the allowed choices of each branch, for many samples at once, so that exponentials and logarithms are computed in
/// vectors.
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

    /// <summary>Makes room for so many samples.</summary>
    public void Reserve(int samples)
    {
        if (_probabilities.Length < samples * _width)
        {
            _logProbabilities = new float[samples * _width];
            _probabilities = new float[samples * _width];
            _logSums = new float[samples * branches.Length];
            _entropies = new float[samples * branches.Length];
        }
    }

    /// <summary>Computes all of some samples for which there is room, perhaps while other threads do others.</summary>
    /// <param name="logits">[samples, width].</param>
    /// <param name="masks">[samples, width]; empty for all.</param>
    /// <param name="first">The first sample.</param>
    /// <param name="count">How many there are.</param>
    public void Compute(ReadOnlySpan<float> logits, ReadOnlySpan<bool> masks, int first, int count)
    {
        (int begin, int length) = (first * _width, count * _width);
        Span<float> shifted = _logProbabilities.AsSpan(begin, length);
        Span<float> probabilities = _probabilities.AsSpan(begin, length);
        Span<float> logSums = _logSums.AsSpan(first * branches.Length, count * branches.Length);
        Shift(logits.Slice(begin, length), masks.IsEmpty ? [] : masks.Slice(begin, length), shifted);
        shifted.CopyTo(probabilities);
        VectorFunctions.Exp(probabilities);
        Normalize(probabilities, logSums);
        VectorFunctions.Log(logSums);
        TakeOff(logSums, shifted, probabilities, _entropies.AsSpan(first * branches.Length, count * branches.Length));
    }

    // From the greatest allowed logit of each branch on, so that no exponential is infinite.
    private void Shift(ReadOnlySpan<float> logits, ReadOnlySpan<bool> masks, Span<float> shifted)
    {
        for (int first = 0; first < logits.Length;)
        {
            foreach (int count in branches)
            {
                int end = first + count;
                float greatest = float.NegativeInfinity;
                for (int j = first; j < end; j++)
                {
                    shifted[j] = masks.IsEmpty || masks[j] ? logits[j] : float.NegativeInfinity;
                    greatest = shifted[j] > greatest ? shifted[j] : greatest;
                }

                for (; first < end; first++)
                {
                    shifted[first] -= greatest;
                }
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

    private void TakeOff(ReadOnlySpan<float> logSums, Span<float> logs, ReadOnlySpan<float> probabilities, Span<float> entropies)
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

                entropies[i++] = entropy;
                first += count;
            }
        }
    }
}
