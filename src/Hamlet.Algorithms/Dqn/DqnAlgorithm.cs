using Hamlet.Algorithms.Exploration;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Algorithms.Dqn;

/// <summary>
/// Deep Q-learning for discrete actions (Mnih et al., 2015, https://www.nature.com/articles/nature14236): it acts by exploration, remembers
/// transitions, and learns from minibatches of them towards a target network. The update itself is <see cref="DqnUpdate"/>, or with a recurrent
/// network <see cref="SequenceUpdate"/>.
/// </summary>
/// <remarks>
/// Deviations from the paper: Adam; exploration follows its schedule from the first step on, also before learning starts; an episode that
/// was cut off is bootstrapped from its last observation (Pardo et al., 2018), only a terminal step is not.
/// </remarks>
[Algorithm("dqn")]
public sealed class DqnAlgorithm : IAlgorithm, ILearningRate, IDecisions, IInitializable, IReplayMember
{
    private const int StateVersion = 3;
    private const string ValuesHead = "q";

    private readonly DqnOptions _options;
    private readonly AlgorithmContext _context;
    private readonly IExploration _exploration;
    private readonly INetwork _online;
    private readonly TargetNetwork _target;
    private readonly IOptimizer _optimizer;
    private readonly IDqnLearner _learner;
    private readonly CarriedState _state;
    private readonly IWorkspace _acting;
    private readonly TrainingSchedule _schedule;
    private readonly ParameterLog _parameters;
    private IWorkspace? _inspecting;
    private readonly float[] _values = [];
    private RandomStream _explorationRandom;
    private RandomStream _replayRandom;
    private bool _valued;
    private long _trainings;
    private long _transitionsNeeded = 1;

    // How many episodes ended in a step that is remembered already and not yet learned from.
    private int? _ended;

    /// <summary>Makes the networks and reserves the memory.</summary>
    /// <exception cref="ConfigException">
    /// The environment's actions are not discrete, the replay buffer is larger than an array may be or too small for a sequence, or there would be
    /// no updates.
    /// </exception>
    public DqnAlgorithm(DqnOptions options, AlgorithmContext context)
    {
        int actions = Validate(options, context.Environment);
        int inputs = context.Environment.ObservationSize;
        _options = options;
        _context = context;
        _exploration = context.Exploration?.Invoke(new ExplorationContext(actions, context.Progress))
            ?? new EpsilonGreedyExploration(new EpsilonGreedyOptions(), new ExplorationContext(actions, context.Progress));

        RandomStream initialization = context.Streams.Create("network");
        _online = context.Backend.CreateNetwork(CreateSpec(options, inputs, actions), ref initialization);
        _optimizer = _online.CreateOptimizer(new OptimizerOptions { LearningRate = options.LearningRate });
        LearningRate = options.LearningRate;
        _target = new TargetNetwork(_online, options);
        _learner = options.Network.Recurrent == Recurrence.None
            ? new TransitionLearner(options, context, _online, _target.Network, _optimizer)
            : new SequenceLearner(options, context, _online, _target.Network, _optimizer);
        _state = new CarriedState(_online.Spec.StateSize, context.Rows);
        _acting = _online.CreateWorkspace(context.Rows);
        _schedule = new TrainingSchedule(options);
        _parameters = new ParameterLog(_online, context);
        if (context.Histograms.Enabled)
        {
            _inspecting = _online.CreateWorkspace(_learner.MinibatchRows);
            _values = new float[_learner.MinibatchRows * actions];
        }

        _explorationRandom = context.Streams.Create("exploration");
        _replayRandom = context.Streams.Create("replay");
    }

    /// <inheritdoc/>
    public double? ExplorationRate => _exploration.Rate;

    /// <inheritdoc/>
    public double LearningRate { get; set; }

    /// <summary>How often it has trained; all gradient steps of one environment step are one change.</summary>
    public long Updates => _trainings;

    /// <summary>
    /// That of the softmax of the action values (Boltzmann exploration at temperature 1) of what is remembered, as much as a minibatch has. It
    /// is computed when it is asked for, of the saved state alone.
    /// </summary>
    public double? ActionEntropy
    {
        get
        {
            Batch batch = _learner.Recall(out ReadOnlySpan<bool> masks);
            if (batch.Size == 0)
            {
                return null;
            }

            _inspecting ??= _online.CreateWorkspace(_learner.MinibatchRows);
            _online.Forward(in batch, _inspecting);
            int actions = _online.Spec.Heads[0].Width;
            var entropy = new ChoiceEntropy();
            for (int i = 0; i < batch.Rows; i++)
            {
                entropy.AddValues(
                    _inspecting.Output(0).Slice(i * actions, actions), masks.IsEmpty ? [] : masks.Slice(i * actions, actions));
            }

            return entropy.Normalized;
        }
    }

    /// <summary>
    /// What decides which transitions there are and what they mean. With a recurrent network it is null: what is stored has what the agent's own
    /// network remembered.
    /// </summary>
    public object? ReplayKind => (_learner as TransitionLearner)?.Kind;

    /// <inheritdoc/>
    public int ReplayCount => _learner.Count;

    /// <inheritdoc/>
    public int OwnReplayCount => _learner is TransitionLearner learner ? learner.OwnCount : _learner.Count;

    /// <inheritdoc/>
    public bool LearningChangesReplay => _options.PrioritizedReplay;

    /// <inheritdoc/>
    public IStateful ShareReplay(IReadOnlyList<IReplayMember> members)
    {
        if (ReplayKind is not { } kind || members.Any(member => !kind.Equals(member.ReplayKind)))
        {
            throw new ArgumentException("Agents of one kind can share a replay, these are of several.", nameof(members));
        }

        return TransitionLearner.Share([.. members.Select(static member => (TransitionLearner)((DqnAlgorithm)member)._learner)]);
    }

    /// <inheritdoc/>
    public void LeaveReplay() => (_learner as TransitionLearner)?.Leave();

    /// <inheritdoc/>
    public string DecisionKind => "q_values";

    /// <inheritdoc/>
    public int DecisionCount => _online.Spec.Heads[0].Width;

    /// <inheritdoc/>
    public bool TryReadDecision(int row, Span<float> values)
    {
        if (_valued)
        {
            _acting.Output(0).Slice(row * DecisionCount, DecisionCount).CopyTo(values);
        }

        return _valued;
    }

    /// <inheritdoc/>
    public void Act(EnvironmentRows rows)
    {
        _learner.See(rows, _state.Of(rows.Count));

        bool needsValues = _exploration.SelectWithoutValues(rows.Masks, rows.Actions, ref _explorationRandom) > 0;
        _valued = needsValues || _state.Size > 0;
        if (_valued)
        {
            // A network that remembers has to see every step, also those where chance decides.
            _online.Forward(new Batch(rows.Observations, rows.Count) { InitialState = _state.Of(rows.Count) }, _acting);
            _state.Keep(_acting);
        }

        if (needsValues)
        {
            _exploration.SelectByValues(_acting.Output(0), rows.Masks, rows.Actions, ref _explorationRandom);
        }
    }

    /// <inheritdoc/>
    public void Remember(EnvironmentRows rows) => _ended = Store(rows);

    /// <inheritdoc/>
    public void Observe(EnvironmentRows rows)
    {
        int episodes = _ended ?? Store(rows);
        _ended = null;
        long updates = _schedule.Advance(rows.Count);
        if (updates > 0 && _learner.Count >= _transitionsNeeded && _learner.IsReady)
        {
            Train(updates);
        }

        _target.OnSteps(rows.Count, episodes);
    }

    /// <inheritdoc/>
    public IPolicy CreatePolicy() =>
        new NetworkPolicy(_online.CreateInference(), _context.Environment.Actions, ValuesHead);

    /// <inheritdoc/>
    public void InitializeFrom(StateReader saved)
    {
        saved.Read("online", _online);
        _target.Network.CopyFrom(_online);
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Version(StateVersion);
        writer.Write("online", _online);
        writer.Write("optimizer", _optimizer);
        writer.Write("target", _target);
        _learner.SaveState(writer);
        if (_state.Size > 0)
        {
            writer.Write("memory", _state);
        }

        writer.Write("exploration", _exploration);
        writer.Write("schedule", _schedule);
        writer.Write("trainings", _trainings);
        writer.Write("learning_rate", LearningRate);
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
        _learner.LoadState(reader);
        if (_state.Size > 0)
        {
            reader.Read("memory", _state);
        }

        reader.Read("exploration", _exploration);
        reader.Read("schedule", _schedule);
        _trainings = reader.ReadInt64("trainings");
        LearningRate = reader.Version > 2 ? reader.ReadDouble("learning_rate") : _options.LearningRate;
        _explorationRandom.Load(reader, "exploration_random");
        _replayRandom.Load(reader, "replay_random");
        _transitionsNeeded = reader.Has("transitions_needed") ? reader.ReadInt64("transitions_needed") : 1;
        if (_learner.Count == 0 && _schedule.Steps > 0)
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
        _learner.Dispose();
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

        return discrete.Count;
    }

    private static NetworkSpec CreateSpec(DqnOptions options, int inputs, int actions) => new()
    {
        Inputs = inputs,
        Trunk = options.Network,
        Heads = [new HeadSpec(ValuesHead, actions, options.Dueling ? HeadKind.Dueling : HeadKind.Linear)],
    };

    /// <summary>Stores what came of the step and tells the exploration of each episode's end.</summary>
    /// <returns>How many episodes ended.</returns>
    private int Store(EnvironmentRows rows)
    {
        int episodes = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            bool ended = rows.Terminated[row] || rows.Truncated[row];
            _learner.Add(rows, row, _state.Row(row));
            if (ended)
            {
                _exploration.OnEpisodeEnd();
                episodes++;
            }
        }

        _state.Forget(rows);
        return episodes;
    }

    private void Train(long updates)
    {
        _optimizer.LearningRate = LearningRate * _options.LearningRateSchedule.Multiplier(_context.Progress);
        var statistics = new DqnStatistics();
        for (long i = 0; i < updates; i++)
        {
            UpdateResult result = _learner.Update(ref _replayRandom);
            _target.OnUpdate();
            statistics.Add(in result, _learner.TdErrors);
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
        if (_values.Length == 0 || !_context.Histograms.IsDue(_trainings / _context.LogFrequency))
        {
            return default;
        }

        _online.Forward(_learner.Minibatch, _inspecting!);
        _inspecting!.Output(0)[.._values.Length].CopyTo(_values);
        return _values;
    }
}
