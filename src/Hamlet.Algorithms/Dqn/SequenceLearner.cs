using Hamlet.Algorithms.Replay;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Algorithms.Dqn;

/// <summary>Learns from sequences of steps: for a network with a memory.</summary>
internal sealed class SequenceLearner : IDqnLearner
{
    private const int DefaultLength = 16;
    private const int DefaultBurnIn = 8;

    private readonly SequenceUpdate _update;
    private readonly SequenceReplay _replay;
    private readonly SequenceBatch _batch;

    /// <summary>Reserves the memory.</summary>
    /// <exception cref="ConfigException">A minibatch or the replay buffer is too small for a sequence, or too large for an array.</exception>
    public SequenceLearner(DqnOptions options, AlgorithmContext context, INetwork online, IInference target, IOptimizer optimizer)
    {
        EnvironmentSpec environment = context.Environment;
        var shape = new SequenceShape(options.BurnIn ?? DefaultBurnIn, options.SequenceLength ?? DefaultLength, options.NSteps);
        int stateSize = online.Spec.StateSize;
        ConfigException.ThrowIfAny(Problems(options, context, shape, stateSize));
        int maskSize = environment.HasMasks ? environment.Actions.MaskSize : 0;
        _batch = new SequenceBatch(shape, options.BatchSize / shape.Length, environment.ObservationSize, maskSize, stateSize);
        _update = new SequenceUpdate(online, target, optimizer, options, _batch);
        int slots = SequenceReplay.Slots(shape, context.Rows, options.ReplayBufferSize);
        _replay = new SequenceReplay(
            shape,
            environment,
            context.Rows,
            options.ReplayBufferSize,
            stateSize,
            options.Gamma,
            options.PrioritizedReplay
                ? new PrioritizedSampling(slots, options.PriorityAlpha, options.PriorityBeta, context.Progress)
                : null);
    }

    /// <inheritdoc/>
    public int Count => _replay.Count;

    /// <inheritdoc/>
    public bool IsReady => _replay.Sequences > 0;

    /// <inheritdoc/>
    public Batch Minibatch => _batch.Whole;

    /// <inheritdoc/>
    public int MinibatchRows => _batch.Shape.Whole * _batch.Size;

    /// <inheritdoc/>
    public ReadOnlySpan<float> TdErrors => _update.TdErrors;

    /// <inheritdoc/>
    public void See(EnvironmentRows rows, ReadOnlySpan<float> states) => _replay.See(rows, states);

    /// <inheritdoc/>
    public void Add(EnvironmentRows rows, int row, ReadOnlySpan<float> state) => _replay.Add(rows, row, state);

    /// <summary>Sequences that are drawn by a stream for this alone, always from its beginning.</summary>
    public Batch Recall(out ReadOnlySpan<bool> masks)
    {
        masks = _batch.Masks;
        if (!IsReady)
        {
            return default;
        }

        var random = new RandomStream(0);
        _replay.Sample(_batch, ref random);
        return _batch.Whole;
    }

    /// <inheritdoc/>
    public UpdateResult Update(ref RandomStream random)
    {
        _replay.Sample(_batch, ref random);
        UpdateResult result = _update.Apply();
        _replay.Learn(_batch);
        return result;
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer) => writer.Write("sequences", _replay);

    /// <inheritdoc/>
    public void LoadState(StateReader reader) => reader.Read("sequences", _replay);

    /// <inheritdoc/>
    public void Dispose() => _update.Dispose();

    private static IEnumerable<ConfigError> Problems(DqnOptions options, AlgorithmContext context, SequenceShape shape, int stateSize)
    {
        if (options.BatchSize < shape.Length)
        {
            yield return new ConfigError(options.Span, FormattableString.Invariant(
                $"'batch_size' is {options.BatchSize}, less than one sequence of {shape.Length} transitions: raise it, or set a shorter 'sequence_length'"));
        }

        long least = (long)context.Rows * (shape.Whole + (2 * shape.Stride));
        if (options.ReplayBufferSize < least)
        {
            yield return new ConfigError(options.Span, FormattableString.Invariant(
                $"'replay_buffer_size' is {options.ReplayBufferSize}; sequences of {shape.Whole} steps in {context.Rows} environments need at least {least}"));
        }

        long widest = Math.Max(Math.Max(context.Environment.ObservationSize, stateSize), context.Environment.Actions.MaskSize);
        if (options.ReplayBufferSize > Array.MaxLength / widest)
        {
            yield return new ConfigError(options.Span, FormattableString.Invariant(
                $"'replay_buffer_size' is {options.ReplayBufferSize}, at most {Array.MaxLength / widest} such steps can be kept"));
        }
    }
}
