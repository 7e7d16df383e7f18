using Hamlet.Networks;

namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// The arrays of one minibatch, gathered from a rollout; allocated once. By one thread: what another has copied would have to be fetched from its
/// cache, which takes longer.
/// </summary>
internal sealed class PolicyBatch : IPolicySamples
{

    private const int SamplesAtOnce = 128;

    // In the division by the deviation of the advantages, as in every implementation.
    private const double Tiny = 1e-8;

    private readonly RolloutBuffer _rollout;
    private readonly PolicyMemory _memory;
    private readonly ActionDistribution _actions;
    private readonly PpoOptions _options;
    private readonly int _length;
    private readonly int _inputs;
    private readonly int _maskSize;
    private readonly int _choiceSize;
    private readonly int _componentSize;
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
    /// <param name="actions">What the policy's outputs mean.</param>
    /// <param name="options">The coefficients.</param>
    /// <param name="length">The samples of each sequence: 1 without memory.</param>
    /// <param name="maxSize">The greatest number of samples.</param>
    public PolicyBatch(
        RolloutBuffer rollout, PolicyMemory memory, ActionDistribution actions, PpoOptions options, int length, int maxSize)
    {
        _rollout = rollout;
        _memory = memory;
        _actions = actions;
        _options = options;
        _length = length;
        _states = new float[maxSize / length * memory.SequenceSize];
        _resets = new bool[memory.Exists ? maxSize : 0];
        _inputs = rollout.Observations.Length / rollout.Size;
        _maskSize = rollout.Masks.Length / rollout.Size;
        _choiceSize = rollout.Choices.Length / rollout.Size;
        _componentSize = rollout.Components.Length / rollout.Size;
        _observations = new float[maxSize * _inputs];
        _masks = new bool[maxSize * _maskSize];
        _choices = new int[maxSize * _choiceSize];
        _components = new float[maxSize * _componentSize];
        _oldLogProbabilities = new float[maxSize];
        _oldValues = new float[maxSize];
        _advantages = new float[maxSize];
        _returns = new float[maxSize];
        _logProbabilities = new float[maxSize];
        _entropies = new float[maxSize];
        _boundsLosses = new float[maxSize];
        _values = new float[maxSize];
    }

    /// <summary>How far a policy may move from the one that acted before no further step is made; infinity for as far as it likes.</summary>
    public float KlLimit => _options.TargetKl is { } target ? (float)(1.5 * target) : float.PositiveInfinity;

    private int Size => _sequences * _length;

    /// <summary>What the clip ranges are multiplied by.</summary>
    public double ClipMultiplier { get; set; } = 1;

    /// <summary>Copies sequences of the rollout, step by step; sequence i is the one i / rows of row i % rows.</summary>
    public void Gather(ReadOnlySpan<int> sequences)
    {
        _sequences = sequences.Length;
        Span<int> samples = stackalloc int[SamplesAtOnce];
        for (int step = 0; step < _length; step++)
        {
            for (int done = 0; done < sequences.Length; done += SamplesAtOnce)
            {
                int count = Math.Min(SamplesAtOnce, sequences.Length - done);
                for (int i = 0; i < count; i++)
                {
                    (int chunk, int row) = Math.DivRem(sequences[done + i], _rollout.Rows);
                    samples[i] = (((chunk * _length) + step) * _rollout.Rows) + row;
                }

                Copy(samples[..count], (step * sequences.Length) + done, isFirst: step == 0);
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

    /// <inheritdoc/>
    public PolicyUpdate AsUpdate() => new()
    {
        Size = Size,
        Time = _length,
        InitialState = _states.AsSpan(0, _sequences * _memory.SequenceSize),
        Resets = _memory.Exists ? _resets.AsSpan(0, Size) : [],
        Observations = Part(_observations, _inputs),
        Branches = _actions.Branches,
        Choices = Part(_choices, _choiceSize),
        Components = Part(_components, _componentSize),
        Masks = Part(_masks, _maskSize),
        MeanLow = _actions.MeanLow,
        MeanHigh = _actions.MeanHigh,
        OldLogProbabilities = Part(_oldLogProbabilities, 1),
        OldValues = Part(_oldValues, 1),
        Advantages = Part(_advantages, 1),
        Returns = Part(_returns, 1),
        ClipRange = (float)(_options.ClipRange * ClipMultiplier),
        ValueClipRange = _options.ClipRangeVf is { } range ? (float)(range * ClipMultiplier) : float.PositiveInfinity,
        EntropyCoefficient = (float)_options.EntCoef,
        ValueCoefficient = (float)_options.VfCoef,
        BoundsCoefficient = (float)_options.BoundsLossCoef,
        KlLimit = KlLimit,
        MaxNorm = (float)_options.MaxGradNorm,
        LogProbabilities = Part(_logProbabilities, 1),
        Entropies = Part(_entropies, 1),
        BoundsLosses = Part(_boundsLosses, 1),
        Values = Part(_values, 1),
    };

    private Span<T> Part<T>(T[] values, int width) => values.AsSpan(0, Size * width);

    private void Copy(ReadOnlySpan<int> samples, int place, bool isFirst)
    {
        Copy(_rollout.Observations, samples, _observations, place, _inputs);
        Copy(_rollout.Masks, samples, _masks, place, _maskSize);
        Copy(_rollout.Choices, samples, _choices, place, _choiceSize);
        Copy(_rollout.Components, samples, _components, place, _componentSize);
        Copy(_rollout.LogProbabilities, samples, _oldLogProbabilities, place, 1);
        Copy(_rollout.Values, samples, _oldValues, place, 1);
        Copy(_rollout.Advantages, samples, _advantages, place, 1);
        Copy(_rollout.Returns, samples, _returns, place, 1);
        for (int i = 0; _memory.Exists && i < samples.Length; i++)
        {
            // What a sequence starts from has begun anew already, where its first step is that of an episode.
            _resets[place + i] = !isFirst && _rollout.Ended[samples[i] - _rollout.Rows];
        }
    }

    private static void Copy<T>(ReadOnlySpan<T> from, ReadOnlySpan<int> samples, T[] to, int place, int width)
    {
        if (width == 1)
        {
            Span<T> targets = to.AsSpan(place, samples.Length);
            for (int i = 0; i < targets.Length; i++)
            {
                targets[i] = from[samples[i]];
            }
        }
        else if (width > 0)
        {
            for (int i = 0; i < samples.Length; i++)
            {
                from.Slice(samples[i] * width, width).CopyTo(to.AsSpan((place + i) * width));
            }
        }
    }
}
