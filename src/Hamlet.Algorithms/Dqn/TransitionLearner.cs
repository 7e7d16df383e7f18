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
    private readonly TransitionBatch _batch;
    private readonly NStepQueue _pending;
    private readonly EnvironmentSpec _environment;
    private readonly TrainingProgress _progress;
    private readonly int _maskSize;
    private ReplayBuffer _replay;
    private int _owner;
    private bool _shared;

    /// <summary>Reserves the memory.</summary>
    /// <exception cref="ConfigException">The replay buffer is larger than an array may be.</exception>
    public TransitionLearner(DqnOptions options, AlgorithmContext context, INetwork online, IInference target, IOptimizer optimizer)
    {
        EnvironmentSpec environment = context.Environment;
        Validate(options, environment);
        int inputs = environment.ObservationSize;
        _maskSize = environment.HasMasks ? environment.Actions.MaskSize : 0;
        _environment = environment;
        _progress = context.Progress;
        _options = options;
        _update = new DqnUpdate(online, target, optimizer, options.BatchSize);
        _replay = CreateReplay(1);
        _batch = new TransitionBatch(options.BatchSize, inputs, _maskSize, weighted: options.PrioritizedReplay);
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

    /// <summary>How many of the transitions are the agent's own.</summary>
    public int OwnCount => _replay.CountOf(_owner);

    /// <summary>Whose transitions the agent can learn from: those of agents of an equal kind.</summary>
    public object Kind => new ReplayKind(
        _environment.Name,
        _environment.ObservationSize,
        ((DiscreteActions)_environment.Actions).Count,
        _maskSize,
        _options.ReplayBufferSize,
        _options.NSteps,
        _options.Gamma,
        _options.PrioritizedReplay ? (_options.PriorityAlpha, _options.PriorityBeta) : null);

    /// <summary>
    /// Puts the transitions of several agents together. The shared replay has room for as many as theirs had, and takes them by age, so that
    /// the oldest are forgotten first, whose ever they are.
    /// </summary>
    /// <exception cref="ConfigException">That is more than there may be.</exception>
    public static IStateful Share(IReadOnlyList<TransitionLearner> learners)
    {
        TransitionLearner first = learners[0];
        ValidateSize(first._options, first._environment, (long)first._options.ReplayBufferSize * learners.Count, learners.Count);
        ReplayBuffer shared = first.CreateReplay(learners.Count);
        for (int age = learners.Max(static learner => learner._replay.Count) - 1; age >= 0; age--)
        {
            for (int owner = 0; owner < learners.Count; owner++)
            {
                if (age < learners[owner]._replay.Count)
                {
                    shared.Take(learners[owner]._replay, age, owner);
                }
            }
        }

        for (int owner = 0; owner < learners.Count; owner++)
        {
            (learners[owner]._replay, learners[owner]._owner, learners[owner]._shared) = (shared, owner, true);
        }

        return shared;
    }

    /// <summary>Takes the agent's own transitions out of a shared replay into one of its own, the latest if they are more than it has room for.</summary>
    public void Leave()
    {
        if (!_shared)
        {
            return;
        }

        ReplayBuffer own = CreateReplay(1);
        for (int age = _replay.Count - 1; age >= 0; age--)
        {
            if (_replay.Owner(age) == _owner)
            {
                own.Take(_replay, age, owner: 0);
            }
        }

        (_replay, _owner, _shared) = (own, 0, false);
    }

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
                ended ? rows.FinalMask(row) : rows.Mask(row),
                _owner);
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
        if (!_shared)
        {
            writer.Write("replay", _replay);
        }
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        if (reader.Version > 1)
        {
            reader.Read("pending", _pending);
        }

        if (reader.Has("replay") == _shared)
        {
            throw new StateException(_shared
                ? "The agent had a replay of its own, now it shares one."
                : "The agent shared its replay with others, now it has one of its own.");
        }

        if (!_shared)
        {
            reader.Read("replay", _replay);
        }
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

        ValidateSize(options, environment, options.ReplayBufferSize, agents: 1);
    }

    private static void ValidateSize(DqnOptions options, EnvironmentSpec environment, long size, int agents)
    {
        long widest = Math.Max(2 * environment.ObservationSize, environment.HasMasks ? environment.Actions.MaskSize : 1);
        long most = Array.MaxLength / widest;
        string remedy = agents == 1 ? "" : FormattableString.Invariant(
            $"; {agents} agents share them, which a greater 'training.buffer_threshold' keeps them from");
        if (size > most)
        {
            throw new ConfigException(options.Span, FormattableString.Invariant(
                $"'replay_buffer_size' is {options.ReplayBufferSize}, at most {most / agents} such transitions can be kept{remedy}"));
        }

        if (options.PrioritizedReplay && size > SumTree.MaxCapacity)
        {
            throw new ConfigException(options.Span, FormattableString.Invariant(
                $"'replay_buffer_size' is {options.ReplayBufferSize}, at most {SumTree.MaxCapacity / agents} transitions can have priorities{remedy}"));
        }
    }

    private ReplayBuffer CreateReplay(int owners)
    {
        int capacity = _options.ReplayBufferSize * owners;
        PrioritizedSampling? priorities = _options.PrioritizedReplay
            ? new PrioritizedSampling(capacity, _options.PriorityAlpha, _options.PriorityBeta, _progress)
            : null;
        return new ReplayBuffer(capacity, _environment.ObservationSize, _maskSize, priorities, owners);
    }

    private sealed record ReplayKind(
        string Environment,
        int ObservationSize,
        int Actions,
        int MaskSize,
        int Capacity,
        int Steps,
        double Gamma,
        (double Alpha, double Beta)? Priorities);
}
