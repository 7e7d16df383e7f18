using Hamlet.Networks;

namespace Hamlet.Algorithms.Ppo;

/// <summary>The arrays of one minibatch, gathered from a rollout; allocated once.</summary>
internal sealed class PolicyBatch
{
    // In the division by the deviation of the advantages, as in every implementation.
    private const double Tiny = 1e-8;

    private readonly RolloutBuffer _rollout;
    private readonly PolicyMemory _memory;
    private readonly int _length;
    private readonly float[] _states;
    private readonly bool[] _resets;
    private readonly float[] _observations;
    private readonly bool[] _masks;
    private readonly int[] _choices;
    private readonly float[] _components;

    // One value a sample.
    private readonly float[] _oldLogProbabilities;
    private readonly float[] _oldValues;
    private readonly float[] _advantages;
    private readonly float[] _returns;
    private readonly float[] _logProbabilities;
    private readonly float[] _entropies;
    private readonly float[] _boundsLosses;
    private readonly float[] _values;
    private int _sequences;

    /// <summary>Allocates.</summary>
    /// <param name="rollout">What the samples come from.</param>
    /// <param name="memory">What was remembered before each sequence.</param>
    /// <param name="length">The samples of each sequence: 1 without memory.</param>
    /// <param name="maxSize">The greatest number of samples.</param>
    public PolicyBatch(RolloutBuffer rollout, PolicyMemory memory, int length, int maxSize)
    {
        _rollout = rollout;
        _memory = memory;
        _length = length;
        _states = new float[maxSize / length * memory.SequenceSize];
        _resets = new bool[memory.Exists ? maxSize : 0];
        _observations = new float[maxSize * Width(rollout.Observations)];
        _masks = new bool[maxSize * Width(rollout.Masks)];
        _choices = new int[maxSize * Width(rollout.Choices)];
        _components = new float[maxSize * Width(rollout.Components)];
        _oldLogProbabilities = new float[maxSize];
        _oldValues = new float[maxSize];
        _advantages = new float[maxSize];
        _returns = new float[maxSize];
        _logProbabilities = new float[maxSize];
        _entropies = new float[maxSize];
        _boundsLosses = new float[maxSize];
        _values = new float[maxSize];
    }

    private int Size => _sequences * _length;

    /// <summary>Copies sequences of the rollout, step by step; sequence i is the one i / rows of row i % rows.</summary>
    public void Gather(ReadOnlySpan<int> sequences)
    {
        _sequences = sequences.Length;
        for (int step = 0; step < _length; step++)
        {
            for (int i = 0; i < sequences.Length; i++)
            {
                (int chunk, int row) = (sequences[i] / _rollout.Rows, sequences[i] % _rollout.Rows);
                Copy((((chunk * _length) + step) * _rollout.Rows) + row, (step * sequences.Length) + i, isFirst: step == 0);
            }
        }

        _memory.Gather(sequences, _states);
    }

    /// <summary>Brings the minibatch's advantages to mean 0 and (unbiased) deviation 1; a single one is left as it is.</summary>
    public void NormalizeAdvantages()
    {
        Span<float> advantages = _advantages.AsSpan(0, Size);
        if (advantages.Length < 2)
        {
            return;
        }

        double mean = 0;
        foreach (float advantage in advantages)
        {
            mean += advantage;
        }

        mean /= advantages.Length;
        double sum = 0;
        foreach (float advantage in advantages)
        {
            sum += (advantage - mean) * (advantage - mean);
        }

        double scale = 1 / (Math.Sqrt(sum / (advantages.Length - 1)) + Tiny);
        foreach (ref float advantage in advantages)
        {
            advantage = (float)((advantage - mean) * scale);
        }
    }

    /// <summary>The minibatch as an update.</summary>
    /// <param name="actions">What the policy's outputs mean.</param>
    /// <param name="options">The coefficients.</param>
    /// <param name="clipMultiplier">What the clip ranges are multiplied by.</param>
    public PolicyUpdate AsUpdate(ActionDistribution actions, PpoOptions options, double clipMultiplier) => new()
    {
        Size = Size,
        Time = _length,
        InitialState = _states.AsSpan(0, _sequences * _memory.SequenceSize),
        Resets = _memory.Exists ? _resets.AsSpan(0, Size) : [],
        Observations = Part(_observations, Width(_rollout.Observations)),
        Branches = actions.Branches,
        Choices = Part(_choices, Width(_rollout.Choices)),
        Components = Part(_components, Width(_rollout.Components)),
        Masks = Part(_masks, Width(_rollout.Masks)),
        MeanLow = actions.MeanLow,
        MeanHigh = actions.MeanHigh,
        OldLogProbabilities = Part(_oldLogProbabilities, 1),
        OldValues = Part(_oldValues, 1),
        Advantages = Part(_advantages, 1),
        Returns = Part(_returns, 1),
        ClipRange = (float)(options.ClipRange * clipMultiplier),
        ValueClipRange = options.ClipRangeVf is { } range ? (float)(range * clipMultiplier) : float.PositiveInfinity,
        EntropyCoefficient = (float)options.EntCoef,
        ValueCoefficient = (float)options.VfCoef,
        BoundsCoefficient = (float)options.BoundsLossCoef,
        KlLimit = options.TargetKl is { } target ? (float)(1.5 * target) : float.PositiveInfinity,
        MaxNorm = (float)options.MaxGradNorm,
        LogProbabilities = Part(_logProbabilities, 1),
        Entropies = Part(_entropies, 1),
        BoundsLosses = Part(_boundsLosses, 1),
        Values = Part(_values, 1),
    };

    private int Width<T>(T[] values) => values.Length / _rollout.Size;

    private Span<T> Part<T>(T[] values, int width) => values.AsSpan(0, Size * width);

    private void Copy(int sample, int place, bool isFirst)
    {
        Copy(_rollout.Observations, sample, _observations, place);
        Copy(_rollout.Masks, sample, _masks, place);
        Copy(_rollout.Choices, sample, _choices, place);
        Copy(_rollout.Components, sample, _components, place);
        _oldLogProbabilities[place] = _rollout.LogProbabilities[sample];
        _oldValues[place] = _rollout.Values[sample];
        _advantages[place] = _rollout.Advantages[sample];
        _returns[place] = _rollout.Returns[sample];
        if (_memory.Exists)
        {
            // What a sequence starts from has begun anew already, where its first step is that of an episode.
            _resets[place] = !isFirst && _rollout.Ended[sample - _rollout.Rows];
        }
    }

    private void Copy<T>(T[] from, int sample, T[] to, int place)
    {
        int width = Width(from);
        from.AsSpan(sample * width, width).CopyTo(to.AsSpan(place * width));
    }
}
