using Hamlet.Algorithms.Replay;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Algorithms.Dqn;

/// <summary>Learns from transitions that are drawn one by one: for a network without memory.</summary>
internal sealed class TransitionLearner : IDqnLearner
{
    private readonly DqnOptions _options;
    private readonly DqnUpdate _update;
    private readonly ReplayBuffer _replay;
    private readonly TransitionBatch _batch;
    private readonly NStepQueue _pending;

    /// <summary>Reserves the memory.</summary>
    /// <exception cref="ConfigException">The replay buffer is larger than an array may be.</exception>
    public TransitionLearner(DqnOptions options, AlgorithmContext context, INetwork online, IInference target, IOptimizer optimizer)
    {
        EnvironmentSpec environment = context.Environment;
        Validate(options, environment);
        int inputs = environment.ObservationSize;
        int maskSize = environment.HasMasks ? environment.Actions.MaskSize : 0;
        _options = options;
        _update = new DqnUpdate(online, target, optimizer, options.BatchSize);
        _replay = new ReplayBuffer(options.ReplayBufferSize, inputs, maskSize, options.PrioritizedReplay
            ? new PrioritizedSampling(options.ReplayBufferSize, options.PriorityAlpha, options.PriorityBeta, context.Progress)
            : null);
        _batch = new TransitionBatch(options.BatchSize, inputs, maskSize, weighted: options.PrioritizedReplay);
        _pending = new NStepQueue(context.Rows, inputs, options.NSteps, options.Gamma);
    }

    /// <inheritdoc/>
    public int Count => _replay.Count;

    /// <inheritdoc/>
    public bool IsReady => _replay.Count > 0;

    /// <inheritdoc/>
    public Batch Minibatch => new(_batch.Observations, _batch.Size);

    /// <inheritdoc/>
    public int MinibatchRows => _batch.Size;

    /// <inheritdoc/>
    public ReadOnlySpan<float> TdErrors => _batch.TdErrors;

    /// <inheritdoc/>
    public void See(EnvironmentRows rows, ReadOnlySpan<float> states) => _pending.See(rows);

    /// <summary>Stores the transitions that are complete.</summary>
    public void Add(EnvironmentRows rows, int row, ReadOnlySpan<float> state)
    {
        bool ended = rows.Terminated[row] || rows.Truncated[row];
        _pending.Add(row, rows.Actions[row], rows.Rewards[row]);
        while (_pending.TryTake(row, ended, out NStepTransition transition))
        {
            _replay.Add(
                transition.Observation,
                transition.Action,
                transition.Rewards,
                rows.Terminated[row] ? 0 : transition.Discount,
                ended ? rows.FinalObservation(row) : rows.Observation(row),
                ended ? rows.FinalMask(row) : rows.Mask(row));
        }
    }

    /// <summary>Where the latest transitions led to.</summary>
    public Batch Recall(out ReadOnlySpan<bool> masks)
    {
        int count = _replay.CopyLatest(_batch);
        masks = _batch.NextMasks.AsSpan(0, count * (_batch.NextMasks.Length / _batch.Size));
        return new Batch(_batch.NextObservations.AsSpan(0, count * (_batch.NextObservations.Length / _batch.Size)), count);
    }

    /// <inheritdoc/>
    public UpdateResult Update(ref RandomStream random)
    {
        _replay.Sample(_batch, ref random);
        UpdateResult result = _update.Apply(_batch.AsQUpdate(_options.Loss, _options.DoubleDqn, (float)_options.MaxGradNorm));
        _replay.Learn(_batch);
        return result;
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("pending", _pending);
        writer.Write("replay", _replay);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        if (reader.Version > 1)
        {
            reader.Read("pending", _pending);
        }

        reader.Read("replay", _replay);
    }

    /// <inheritdoc/>
    public void Dispose() => _update.Dispose();

    private static void Validate(DqnOptions options, EnvironmentSpec environment)
    {
        if ((options.SequenceLength ?? options.BurnIn) is not null)
        {
            throw new ConfigException(
                options.Span,
                $"'{(options.SequenceLength is null ? "burn_in" : "sequence_length")}' is for a network with a memory: set 'network.recurrent' to gru or lstm, or leave it out");
        }

        long widest = Math.Max(2 * environment.ObservationSize, environment.HasMasks ? environment.Actions.MaskSize : 1);
        if (options.ReplayBufferSize > Array.MaxLength / widest)
        {
            throw new ConfigException(options.Span, FormattableString.Invariant(
                $"'replay_buffer_size' is {options.ReplayBufferSize}, at most {Array.MaxLength / widest} such transitions can be kept"));
        }

        if (options.PrioritizedReplay && options.ReplayBufferSize > SumTree.MaxCapacity)
        {
            throw new ConfigException(options.Span, FormattableString.Invariant(
                $"'replay_buffer_size' is {options.ReplayBufferSize}, at most {SumTree.MaxCapacity} transitions can have priorities"));
        }
    }
}
