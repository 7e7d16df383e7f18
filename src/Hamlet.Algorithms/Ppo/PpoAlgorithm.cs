using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// Proximal policy optimisation (Schulman et al., 2017, https://arxiv.org/abs/1707.06347, algorithm 1): it acts by its policy for some
/// steps, then improves that policy by several passes over what happened, and forgets it. One minibatch's step is <see cref="PpoUpdate"/>.
/// </summary>
/// <remarks>
/// Beyond the paper, after OpenAI's baselines and stable-baselines3: orthogonal initialisation, Adam's epsilon 1e-5, advantages
/// normalised within a minibatch, gradients clipped, an update may end early by its divergence. An episode that was cut off is bootstrapped
/// from its last observation. Deviations from stable-baselines3: two networks are clipped apart, not by their joint norm; a clipped value
/// takes the greater of two losses (<see cref="PpoLoss.Value"/>); a rollout that training's end interrupts is not learned from. Recurrent
/// networks learn from whole sequences in the order of time (<see cref="PolicyMemory"/>), without the padding of RecurrentPPO: an episode's end
/// within a sequence clears the memory there.
/// </remarks>
[Algorithm("ppo")]
public sealed class PpoAlgorithm : IAlgorithm, ILearningRate, IDecisions, IInitializable
{
    private const int StateVersion = 2;

    private readonly PpoOptions _options;
    private readonly AlgorithmContext _context;
    private readonly bool _hasMasks;
    private readonly ActionDistribution _actions;
    private readonly ActorCritic _networks;
    private readonly PpoUpdate _update;
    private readonly ActorCriticWorkspace _acting;
    private readonly PolicyMemory _memory;
    private readonly RolloutBuffer _rollout;
    private readonly PolicyBatch _batch;
    private readonly RolloutValues? _values;
    private readonly int[] _order;
    private readonly int _sequencesPerBatch;
    private RandomStream _actionRandom;
    private RandomStream _orderRandom;
    private bool _decided;
    private long _updates;

    /// <summary>Makes the networks and allocates the memory.</summary>
    /// <exception cref="ConfigException">
    /// A rollout would be larger than an array may be, state-dependent exploration is asked for discrete actions, or it cannot be cut into sequences as it should.
    /// </exception>
    public PpoAlgorithm(PpoOptions options, AlgorithmContext context)
    {
        EnvironmentSpec environment = context.Environment;
        int size = Validate(options, context);
        int length = SequenceLength(options);
        int batchSize = Math.Min(options.BatchSize / length * length, size);
        _options = options;
        _context = context;
        LearningRate = options.LearningRate;
        _hasMasks = environment.HasMasks;

        RandomStream initialization = context.Streams.Create("network");
        NetworkSpec trunk = new() { Inputs = environment.ObservationSize, Trunk = options.Network.ToTrunk(), Heads = [] };
        _actions = ActionDistribution.Create(environment.Actions, options, trunk.FeatureCount, context.Rows, batchSize);
        _networks = new ActorCritic(options, environment.ObservationSize, _actions, context.Backend, ref initialization);
        _update = new PpoUpdate(_networks, _actions, batchSize, context.Threads);
        _acting = new ActorCriticWorkspace(_networks, context.Rows);

        _rollout = new RolloutBuffer(environment, options.NSteps, context.Rows);
        _memory = new PolicyMemory(_networks, context.Rows, options.NSteps, length);
        _batch = new PolicyBatch(_rollout, _memory, _actions, options, length, batchSize);
        _values = _networks.IsShared || _memory.Exists ? null : new RolloutValues(_networks, _rollout);
        _order = new int[size / length];
        _sequencesPerBatch = batchSize / length;
        _actionRandom = context.Streams.Create("actions");
        _orderRandom = context.Streams.Create("minibatches");
    }

    /// <summary>Null: the policy's own entropy is what explores.</summary>
    public double? ExplorationRate => null;

    /// <inheritdoc/>
    public double LearningRate { get; set; }

    /// <summary>How often it has learned from a rollout; all gradient steps of one rollout are one change.</summary>
    public long Updates => _updates;

    /// <inheritdoc/>
    public long Rollouts => _updates;

    /// <summary>That of the last minibatch, before its step; null before the first one, and for continuous actions.</summary>
    public double? ActionEntropy { get; private set; }

    /// <summary>What was collected since the last update; the advantages and returns are those of the last one.</summary>
    internal RolloutBuffer Rollout => _rollout;

    /// <inheritdoc/>
    public string DecisionKind => "logits";

    /// <inheritdoc/>
    public int DecisionCount => _context.Environment.Actions.MaskSize;

    /// <inheritdoc/>
    public bool TryReadDecision(int row, Span<float> values)
    {
        if (_decided && DecisionCount > 0)
        {
            _acting.Outputs.Policy.Slice(row * DecisionCount, DecisionCount).CopyTo(values);
        }

        return _decided && DecisionCount > 0;
    }

    /// <inheritdoc/>
    public void Act(EnvironmentRows rows)
    {
        ReadOnlySpan<bool> masks = _hasMasks ? rows.Masks : [];
        rows.Observations.CopyTo(_rollout.StepObservations);
        masks.CopyTo(_rollout.StepMasks);

        _memory.Begin(_rollout.Step);
        var batch = new Batch(rows.Observations, rows.Count) { InitialState = _memory.Carried };
        if (_values is null)
        {
            _networks.Forward(in batch, _acting);
            _memory.Keep(_acting);
            _acting.Values.CopyTo(_rollout.StepValues);
        }
        else
        {
            _networks.ForwardPolicy(in batch, _acting);
        }

        _decided = true;
        PolicyOutputs outputs = _acting.Outputs;
        _actions.Begin(_rollout.Step, in outputs, ref _actionRandom);
        _actions.Sample(
            in outputs,
            masks,
            _rollout.StepChoices,
            _rollout.StepComponents,
            _rollout.StepLogProbabilities,
            ref _actionRandom);
        _actions.Take(_rollout.StepChoices, _rollout.StepComponents, rows);
    }

    /// <inheritdoc/>
    public void Observe(EnvironmentRows rows)
    {
        ValueEnds(rows);
        _memory.Forget(rows);
        _rollout.Add(rows);
        if (_rollout.IsFull)
        {
            _networks.ForwardValue(new Batch(rows.Observations, rows.Count) { InitialState = _memory.Carried }, _acting);
            _acting.Values.CopyTo(_rollout.StepValues);
            _values?.Compute();
            _rollout.Finish(_options.Gamma, _options.GaeLambda);
            Train();
            _rollout.Clear();
        }
    }

    /// <inheritdoc/>
    public IPolicy CreatePolicy() =>
        new NetworkPolicy(_networks.Policy.CreateInference(), _context.Environment.Actions, ActorCritic.PolicyHeadName);

    /// <inheritdoc/>
    public void InitializeFrom(StateReader saved) => saved.Read("networks", new SavedNetworks(_networks));

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Version(StateVersion);
        writer.Write("networks", _networks);
        writer.Write("rollout", _rollout);
        if (_options.UseSde)
        {
            writer.Write("noise", _actions);
        }

        if (_memory.Exists)
        {
            writer.Write("memory", _memory);
        }

        writer.Write("updates", _updates);
        writer.Write("learning_rate", LearningRate);
        writer.Write("action_entropy", ActionEntropy ?? double.NaN);
        _actionRandom.Save(writer, "action_random");
        _orderRandom.Save(writer, "order_random");
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read("networks", _networks);
        reader.Read("rollout", _rollout);
        if (_options.UseSde)
        {
            reader.Read("noise", _actions);
        }

        if (_memory.Exists)
        {
            reader.Read("memory", _memory);
        }

        _updates = reader.ReadInt64("updates");
        LearningRate = reader.Version > 1 ? reader.ReadDouble("learning_rate") : _options.LearningRate;
        double entropy = reader.Version > 1 ? reader.ReadDouble("action_entropy") : double.NaN;
        ActionEntropy = double.IsNaN(entropy) ? null : entropy;
        _actionRandom.Load(reader, "action_random");
        _orderRandom.Load(reader, "order_random");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _acting.Dispose();
        _values?.Dispose();
        _update.Dispose();
        _networks.Dispose();
    }

    private static int Validate(PpoOptions options, AlgorithmContext context)
    {
        EnvironmentSpec environment = context.Environment;
        if (options.UseSde && environment.Actions is not ContinuousActions)
        {
            throw new ConfigException(options.Span, $"'use_sde' is for continuous actions; those of '{environment.Name}' are not: leave it out");
        }

        long size = (long)options.NSteps * context.Rows;
        long widest = Math.Max(Math.Max(environment.ObservationSize, environment.Actions.MaskSize), 1);
        if (size > (Array.MaxLength / widest) - context.Rows)
        {
            throw new ConfigException(options.Span, FormattableString.Invariant(
                $"'n_steps' is {options.NSteps}, a rollout of {context.Rows} environments would be too large for memory"));
        }

        return (int)size;
    }

    /// <summary>The steps of each sequence: single samples for a network without memory.</summary>
    private static int SequenceLength(PpoOptions options)
    {
        if (options.Network.Recurrent == Recurrence.None)
        {
            return options.SequenceLength is null
                ? 1
                : throw new ConfigException(
                    options.Span, "'sequence_length' is for a network with a memory: set 'network.recurrent' to gru or lstm, or leave it out");
        }

        int length = options.SequenceLength ?? LongestSequence(options);
        if (options.NSteps % length != 0)
        {
            throw new ConfigException(options.Span, FormattableString.Invariant(
                $"'sequence_length' is {length}, which does not divide 'n_steps', {options.NSteps}"));
        }

        return options.BatchSize >= length
            ? length
            : throw new ConfigException(options.Span, FormattableString.Invariant(
                $"'batch_size' is {options.BatchSize}, less than one sequence of {length} steps: raise it, or set a shorter 'sequence_length'"));
    }

    // A minibatch holds at least one sequence. Where only a small part of it divides the rollout, hardly anything would be learned of what was remembered.
    private static int LongestSequence(PpoOptions options)
    {
        int most = Math.Min(options.NSteps, options.BatchSize);
        int length = most;
        while (options.NSteps % length != 0)
        {
            length--;
        }

        return 4L * length >= most
            ? length
            : throw new ConfigException(options.Span, FormattableString.Invariant(
                $"'n_steps' is {options.NSteps}, and the longest sequences that divide it and fit into 'batch_size', {options.BatchSize}, have {length} steps: ")
                + FormattableString.Invariant($"make it a multiple of {most}, or set 'sequence_length' to {length} if that is enough"));
    }

    /// <summary>What is still to come where an episode was cut off: the value of its last observation. Nothing after a terminal step.</summary>
    private void ValueEnds(EnvironmentRows rows)
    {
        Span<float> values = _rollout.StepEndValues;
        values.Clear();
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows.Truncated[row] && !rows.Terminated[row])
            {
                _networks.ForwardValue(new Batch(rows.FinalObservation(row), 1) { InitialState = _memory.Row(row) }, _acting);
                values[row] = _acting.Values[0];
            }
        }
    }

    /// <summary>Several passes over the rollout in minibatches of random order, until the policy has moved too far.</summary>
    private void Train()
    {
        double multiplier = _options.LearningRateSchedule.Multiplier(_context.Progress);
        double clipMultiplier = _options.ClipRangeSchedule.Multiplier(_context.Progress);
        _networks.LearningRate = LearningRate * multiplier;

        var statistics = new PpoStatistics();
        _batch.ClipMultiplier = clipMultiplier;
        Order();
        bool goesOn = true;
        for (int epoch = 0; goesOn && epoch < _options.NEpochs; epoch++)
        {
            _orderRandom.Shuffle<int>(_order);
            for (int first = 0; goesOn && first < _order.Length; first += _sequencesPerBatch)
            {
                _batch.Gather(_order.AsSpan(first, Math.Min(_sequencesPerBatch, _order.Length - first)));
                if (_options.NormalizeAdvantage)
                {
                    _batch.NormalizeAdvantages();
                }

                PolicyResult result = _update.Apply(_batch);
                goesOn = !(result.Kl > _batch.KlLimit);
                statistics.Add(in result, goesOn);
            }
        }

        ActionEntropy = _actions.NormalizedEntropy(_batch.AsUpdate());
        if (++_updates % _context.LogFrequency == 0)
        {
            Log(in statistics, multiplier);
        }
    }

    // From the beginning each time: the order is then no state.
    private void Order()
    {
        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }
    }

    private void Log(in PpoStatistics statistics, double multiplier)
    {
        long step = _context.Progress.Step;
        _context.Metrics.Log(statistics.ToMetrics(step, _context.Agent) with
        {
            Epochs = _updates,
            LearningRate = _networks.LearningRate,
            LearningRateMultiplier = multiplier,
            ExplainedVariance = _rollout.ExplainedVariance(),
        });
        _context.Metrics.Log(statistics.ToNetworkMetrics(step, _context.Agent, _networks.LearningRate));
    }
}
