using Hamlet;
using Hamlet.Algorithms;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Randomness;
using Hamlet.State;

namespace HamletProgram;

/// <summary>
/// Q-learning with a network, from each step as it comes: one step of gradient descent on (r + gamma max Q(s') - Q(s, a))^2. A place to begin.
/// </summary>
[Algorithm("new_learner")]
public sealed class NewLearnerAlgorithm : IAlgorithm, ILearningRate
{
    private readonly NewLearnerOptions _options;
    private readonly AlgorithmContext _context;
    private readonly int _choices;
    private readonly INetwork _network;
    private readonly IOptimizer _optimizer;
    private readonly IExploration _exploration;
    private readonly IWorkspace _acting;
    private readonly IWorkspace _learning;
    private readonly float[] _observations;
    private readonly float[] _targets;
    private RandomStream _random;
    private long _updates;

    /// <summary>Makes the network, with a value for each action as its head.</summary>
    /// <exception cref="ConfigException">The actions are not one choice of several.</exception>
    public NewLearnerAlgorithm(NewLearnerOptions options, AlgorithmContext context)
    {
        if (context.Environment.Actions is not DiscreteActions discrete)
        {
            throw new ConfigException(options.Span, $"new_learner chooses one of several actions; those of '{context.Environment.Name}' are not of that kind");
        }

        _options = options;
        _context = context;
        _choices = discrete.Count;
        _exploration = context.Exploration?.Invoke(new ExplorationContext(_choices, context.Progress))
            ?? throw new ConfigException(options.Span, "new_learner needs an exploration, such as exploration: { type: epsilon_greedy }");

        // All chance comes from named streams, so that the same seed gives the same bits.
        RandomStream initialization = context.Streams.Create("network");
        _random = context.Streams.Create("exploration");
        _network = context.Backend.CreateNetwork(
            new NetworkSpec
            {
                Inputs = context.Environment.ObservationSize,
                Trunk = new NetworkOptions { Hidden = options.Hidden },
                Heads = [new HeadSpec("q", _choices)],
            },
            ref initialization);
        _optimizer = _network.CreateOptimizer(new OptimizerOptions { LearningRate = options.LearningRate });
        _acting = _network.CreateWorkspace(context.Rows);
        _learning = _network.CreateWorkspace(context.Rows, gradients: true);
        _observations = new float[context.Rows * context.Environment.ObservationSize];
        _targets = new float[context.Rows];
    }

    /// <inheritdoc/>
    public double? ExplorationRate => _exploration.Rate;

    /// <inheritdoc/>
    public double LearningRate
    {
        get => _optimizer.LearningRate;
        set => _optimizer.LearningRate = value;
    }

    /// <inheritdoc/>
    public long Updates => _updates;

    /// <inheritdoc/>
    public void Act(EnvironmentRows rows)
    {
        rows.Observations.CopyTo(_observations);
        if (_exploration.SelectWithoutValues(rows.Masks, rows.Actions, ref _random) > 0)
        {
            _network.Forward(new Batch(rows.Observations, rows.Count), _acting);
            _exploration.SelectByValues(_acting.Output(0), rows.Masks, rows.Actions, ref _random);
        }
    }

    /// <inheritdoc/>
    public void Observe(EnvironmentRows rows)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            // Where an episode ended, the row already shows the next one. One that was cut off would have gone on.
            bool ended = rows.Terminated[row] || rows.Truncated[row];
            ReadOnlySpan<float> next = ended ? rows.FinalObservation(row) : rows.Observation(row);
            ReadOnlySpan<bool> mask = ended ? rows.FinalMask(row) : rows.Mask(row);
            float future = rows.Terminated[row] ? 0 : Greatest(next, mask);
            _targets[row] = rows.Rewards[row] + ((float)_options.Gamma * future);
            if (ended)
            {
                _exploration.OnEpisodeEnd();
            }
        }

        Update(rows);
    }

    /// <inheritdoc/>
    public IPolicy CreatePolicy() => new NetworkPolicy(_network.CreateInference(), _context.Environment.Actions, "q");

    /// <summary>All that a continued run needs.</summary>
    public void SaveState(StateWriter writer)
    {
        writer.Write("network", _network);
        writer.Write("optimizer", _optimizer);
        writer.Write("exploration", _exploration);
        writer.Write("updates", _updates);
        writer.Write("learning_rate", LearningRate);
        _random.Save(writer, "random");
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read("network", _network);
        reader.Read("optimizer", _optimizer);
        reader.Read("exploration", _exploration);
        _updates = reader.ReadInt64("updates");
        LearningRate = reader.ReadDouble("learning_rate");
        _random.Load(reader, "random");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _acting.Dispose();
        _learning.Dispose();
        _network.Dispose();
    }

    private void Update(EnvironmentRows rows)
    {
        var batch = new Batch(_observations, rows.Count);
        _network.Forward(in batch, _learning);
        ReadOnlySpan<float> values = _learning.Output(0);
        Span<float> gradient = _learning.OutputGradient(0);
        gradient.Clear();
        (double loss, double sum) = (0, 0);
        for (int row = 0; row < rows.Count; row++)
        {
            int taken = (row * _choices) + rows.Actions[row];
            float error = values[taken] - _targets[row];
            gradient[taken] = 2 * error / rows.Count;
            loss += error * error;
            sum += values[taken];
        }

        _network.Backward(in batch, _learning);
        _optimizer.Step();
        if (++_updates % _context.LogFrequency == 0)
        {
            _context.Metrics.Log(new NewLearnerMetrics(_context.Progress.Step, _context.Agent, loss / rows.Count, sum / rows.Count));
        }
    }

    private float Greatest(ReadOnlySpan<float> observation, ReadOnlySpan<bool> mask)
    {
        _network.Forward(new Batch(observation, 1), _acting);
        ReadOnlySpan<float> values = _acting.Output(0)[.._choices];
        return values[MaskedActions.ArgMax(values, mask)];
    }
}
