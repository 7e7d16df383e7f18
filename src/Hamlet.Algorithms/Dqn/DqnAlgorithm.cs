using Hamlet.Algorithms.Exploration;
using Hamlet.Algorithms.Replay;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Algorithms.Dqn;

/// <summary>
/// Deep Q-learning for discrete actions (Mnih et al., 2015, https://www.nature.com/articles/nature14236): it acts by exploration, remembers
/// transitions, and learns from minibatches of them towards a target network. The update itself is <see cref="DqnUpdate"/>.
/// </summary>
/// <remarks>
/// Deviations from the paper: Adam; exploration follows its schedule from the first step on, also before learning starts; an episode that
/// was cut off is bootstrapped from its last observation (Pardo et al., 2018), only a terminal step is not.
/// </remarks>
[Algorithm("dqn")]
public sealed class DqnAlgorithm : IAlgorithm
{
    private const int StateVersion = 2;
    private const string ValuesHead = "q";

    private readonly DqnOptions _options;
    private readonly AlgorithmContext _context;
    private readonly IExploration _exploration;
    private readonly INetwork _online;
    private readonly TargetNetwork _target;
    private readonly IOptimizer _optimizer;
    private readonly DqnUpdate _update;
    private readonly IWorkspace _acting;
    private readonly ReplayBuffer _replay;
    private readonly TransitionBatch _batch;
    private readonly TrainingSchedule _schedule;
    private readonly NStepQueue _pending;
    private readonly ParameterLog _parameters;
    private readonly IWorkspace? _inspecting;
    private readonly float[] _values = [];
    private RandomStream _explorationRandom;
    private RandomStream _replayRandom;
    private long _trainings;
    private long _transitionsNeeded = 1;

    /// <summary>Makes the networks and reserves the memory.</summary>
    /// <exception cref="ConfigException">
    /// The environment's actions are not discrete, the replay buffer is larger than an array may be, or there would be no updates.
    /// </exception>
    public DqnAlgorithm(DqnOptions options, AlgorithmContext context)
    {
        int actions = Validate(options, context.Environment);
        int inputs = context.Environment.ObservationSize;
        int maskSize = context.Environment.HasMasks ? actions : 0;
        _options = options;
        _context = context;
        _exploration = context.Exploration?.Invoke(new ExplorationContext(actions, context.Progress))
            ?? new EpsilonGreedyExploration(new EpsilonGreedyOptions(), new ExplorationContext(actions, context.Progress));

        RandomStream initialization = context.Streams.Create("network");
        _online = context.Backend.CreateNetwork(CreateSpec(options, inputs, actions), ref initialization);
        _optimizer = _online.CreateOptimizer(new OptimizerOptions { LearningRate = options.LearningRate });
        _target = new TargetNetwork(_online, options);
        _update = new DqnUpdate(_online, _target.Network, _optimizer, options.BatchSize);
        _acting = _online.CreateWorkspace(context.Rows);

        _replay = new ReplayBuffer(options.ReplayBufferSize, inputs, maskSize, options.PrioritizedReplay
            ? new PrioritizedSampling(options.ReplayBufferSize, options.PriorityAlpha, options.PriorityBeta, context.Progress)
            : null);
        _batch = new TransitionBatch(options.BatchSize, inputs, maskSize, weighted: options.PrioritizedReplay);
        _schedule = new TrainingSchedule(options);
        _pending = new NStepQueue(context.Rows, inputs, options.NSteps, options.Gamma);
        _parameters = new ParameterLog(_online, context);
        if (context.Histograms.Enabled)
        {
            _inspecting = _online.CreateWorkspace(options.BatchSize);
            _values = new float[options.BatchSize * actions];
        }

        _explorationRandom = context.Streams.Create("exploration");
        _replayRandom = context.Streams.Create("replay");
    }

    /// <inheritdoc/>
    public double? ExplorationRate => _exploration.Rate;

    /// <inheritdoc/>
    public void Act(EnvironmentRows rows)
    {
        _pending.See(rows);

        if (_exploration.SelectWithoutValues(rows.Masks, rows.Actions, ref _explorationRandom) > 0)
        {
            _online.Forward(new Batch(rows.Observations, rows.Count), _acting);
            _exploration.SelectByValues(_acting.Output(0), rows.Masks, rows.Actions, ref _explorationRandom);
        }
    }

    /// <inheritdoc/>
    public void Observe(EnvironmentRows rows)
    {
        int episodes = Remember(rows);
        long updates = _schedule.Advance(rows.Count);
        if (updates > 0 && _replay.Count >= _transitionsNeeded)
        {
            Train(updates);
        }

        _target.OnSteps(rows.Count, episodes);
    }

    /// <inheritdoc/>
    public IPolicy CreatePolicy() =>
        new NetworkPolicy(_online.CreateInference(), _context.Environment.Actions, ValuesHead);

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Version(StateVersion);
        writer.Write("online", _online);
        writer.Write("optimizer", _optimizer);
        writer.Write("target", _target);
        writer.Write("pending", _pending);
        writer.Write("replay", _replay);
        writer.Write("exploration", _exploration);
        writer.Write("schedule", _schedule);
        writer.Write("trainings", _trainings);
        writer.Write("transitions_needed", _transitionsNeeded);
        _explorationRandom.Save(writer, "exploration_random");
        _replayRandom.Save(writer, "replay_random");
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read("online", _online);
        reader.Read("optimizer", _optimizer);
        reader.Read("target", _target);
        if (reader.Version > 1)
        {
            reader.Read("pending", _pending);
        }

        reader.Read("replay", _replay);
        reader.Read("exploration", _exploration);
        reader.Read("schedule", _schedule);
        _trainings = reader.ReadInt64("trainings");
        _explorationRandom.Load(reader, "exploration_random");
        _replayRandom.Load(reader, "replay_random");
        _transitionsNeeded = reader.Has("transitions_needed") ? reader.ReadInt64("transitions_needed") : 1;
        if (_replay.Count == 0 && _schedule.Steps > 0)
        {
            // The replay was left out of the state: it is collected anew before anything is learned from it, as at the beginning.
            _transitionsNeeded = Math.Clamp(_options.LearningStarts, 1, _options.ReplayBufferSize);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _acting.Dispose();
        _inspecting?.Dispose();
        _update.Dispose();
        _target.Dispose();
        _online.Dispose();
    }

    private static int Validate(DqnOptions options, EnvironmentSpec environment)
    {
        if (environment.Actions is not DiscreteActions discrete)
        {
            throw new ConfigException(
                options.Span, $"dqn chooses one of several actions; those of '{environment.Name}' are not of that kind");
        }

        if (options.GradientSteps == 0)
        {
            throw new ConfigException(options.Span, "'gradient_steps' is 0, so nothing would be learned; -1 stands for one update a step");
        }

        long widest = Math.Max(2 * environment.ObservationSize, environment.HasMasks ? discrete.Count : 1);
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

        return discrete.Count;
    }

    private static NetworkSpec CreateSpec(DqnOptions options, int inputs, int actions) => new()
    {
        Inputs = inputs,
        Trunk = options.Network,
        Heads = [new HeadSpec(ValuesHead, actions, options.Dueling ? HeadKind.Dueling : HeadKind.Linear)],
    };

    /// <summary>Stores the transitions that are complete and tells the exploration of each episode's end.</summary>
    /// <returns>How many episodes ended.</returns>
    private int Remember(EnvironmentRows rows)
    {
        int episodes = 0;
        for (int row = 0; row < rows.Count; row++)
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

            if (ended)
            {
                _exploration.OnEpisodeEnd();
                episodes++;
            }
        }

        return episodes;
    }

    private void Train(long updates)
    {
        var statistics = new DqnStatistics();
        for (long i = 0; i < updates; i++)
        {
            _replay.Sample(_batch, ref _replayRandom);
            UpdateResult result = _update.Apply(_batch.AsQUpdate(_options.Loss, _options.DoubleDqn, (float)_options.MaxGradNorm));
            _replay.Learn(_batch);
            _target.OnUpdate();
            statistics.Add(in result, _batch.TdErrors);
        }

        if (++_trainings % _context.LogFrequency == 0)
        {
            Log(in statistics);
        }

        _parameters.LogIfDue(_trainings);
    }

    private void Log(in DqnStatistics statistics)
    {
        long step = _context.Progress.Step;
        _context.Metrics.Log(statistics.ToMetrics(step, _context.Agent) with { QValues = PredictionsIfDue() });
        _context.Metrics.Log(statistics.ToNetworkMetrics(step, _context.Agent, _optimizer.LearningRate));
    }

    // A forward pass of their own, once in a hundred trainings: simpler than to carry the values out of every update and every kernel.
    private ReadOnlyMemory<float> PredictionsIfDue()
    {
        if (_inspecting is null || !_context.Histograms.IsDue(_trainings / _context.LogFrequency))
        {
            return default;
        }

        _online.Forward(new Batch(_batch.Observations, _batch.Size), _inspecting);
        _inspecting.Output(0)[.._values.Length].CopyTo(_values);
        return _values;
    }
}
