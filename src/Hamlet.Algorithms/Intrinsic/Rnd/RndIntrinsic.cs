using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.State;
using Hamlet.Statistics;

namespace Hamlet.Algorithms.Intrinsic;

/// <summary>
/// Random network distillation (Burda et al., 2019, https://arxiv.org/abs/1810.12894): the bonus of an observation is how badly a network
/// predicts what a fixed random one makes of it, which falls as it is seen again.
/// </summary>
/// <remarks>
/// As in the paper, observations are normalised and clipped, and the bonus is divided by the deviation of its discounted return. Unlike there,
/// the bonus is added to the world's reward and not learned by a value of its own, its returns end with episodes, the statistics begin with the
/// first steps rather than with those of a random agent, and the predictor learns from every observation once, a batch at a time.
/// </remarks>
[Intrinsic("rnd")]
public sealed class RndIntrinsic : IIntrinsic
{
    private const double Epsilon = 1e-8;

    private readonly RndOptions _options;
    private readonly IntrinsicContext _context;
    private readonly RndDistillation _networks;
    private readonly RndWeight _weight;
    private readonly RunningMoments _observations;
    private readonly RunningMoments _bonuses = new(1);
    private readonly float[] _reached;
    private readonly float[] _returns;
    private readonly float[] _waiting;
    private int _waitingCount;
    private long _trainings;

    /// <summary>Makes the networks and reserves the memory.</summary>
    /// <exception cref="ConfigException">Adaptive annealing needs a step limit, and there is none.</exception>
    public RndIntrinsic(RndOptions options, IntrinsicContext context)
    {
        int inputs = context.Environment.ObservationSize;
        _options = options;
        _context = context;
        _weight = new RndWeight(options, context.Environment, context.Progress);
        _networks = new RndDistillation(options, inputs, Math.Max(context.Rows, options.BatchSize), context.Backend, context.Streams);
        _observations = new RunningMoments(inputs);
        _reached = new float[context.Rows * inputs];
        _returns = new float[context.Rows];
        _waiting = new float[options.BatchSize * inputs];
    }

    /// <inheritdoc/>
    public double Weight => _weight.Value;

    /// <inheritdoc/>
    public void Reward(EnvironmentRows rows, Span<float> bonus)
    {
        Collect(rows);
        _observations.Add(_reached);
        _observations.Normalize(_reached, _reached, Epsilon, _options.ClipObs);
        _networks.Judge(_reached, bonus);
        Normalize(rows, bonus);
        Learn();
    }

    /// <inheritdoc/>
    public void OnEpisodeEnd(int length) => _weight.OnEpisodeEnd(length);

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("networks", _networks);
        writer.Write("weight", _weight);
        writer.Write("observations", _observations);
        writer.Write("bonuses", _bonuses);
        writer.Write<float>("returns", _returns);
        writer.Write<float>("waiting", _waiting);
        writer.Write("waiting_count", _waitingCount);
        writer.Write("trainings", _trainings);
    }

    /// <inheritdoc/>
    /// <exception cref="StateException">More observations wait than a batch holds.</exception>
    public void LoadState(StateReader reader)
    {
        reader.Read("networks", _networks);
        reader.Read("weight", _weight);
        reader.Read("observations", _observations);
        reader.Read("bonuses", _bonuses);
        reader.Read("returns", _returns.AsSpan());
        reader.Read("waiting", _waiting.AsSpan());
        long waiting = reader.ReadInt64("waiting_count");
        if (waiting < 0 || waiting >= _options.BatchSize)
        {
            throw new StateException($"{waiting} observations wait for a batch of {_options.BatchSize}.");
        }

        _waitingCount = (int)waiting;
        _trainings = reader.ReadInt64("trainings");
    }

    /// <inheritdoc/>
    public void Dispose() => _networks.Dispose();

    // What the step has led to: where an episode ended, its last observation and not the next one's first.
    private void Collect(EnvironmentRows rows)
    {
        int size = rows.ObservationSize;
        for (int row = 0; row < rows.Count; row++)
        {
            bool ended = rows.Terminated[row] || rows.Truncated[row];
            (ended ? rows.FinalObservation(row) : rows.Observation(row)).CopyTo(_reached.AsSpan(row * size, size));
        }
    }

    private void Normalize(EnvironmentRows rows, Span<float> bonus)
    {
        for (int row = 0; row < bonus.Length; row++)
        {
            _returns[row] = (float)((_returns[row] * _options.Gamma) + bonus[row]);
        }

        _bonuses.Add(_returns);
        float scale = (float)(1 / Math.Sqrt(_bonuses.Variance[0] + Epsilon));
        for (int row = 0; row < bonus.Length; row++)
        {
            bonus[row] *= scale;
            if (rows.Terminated[row] || rows.Truncated[row])
            {
                _returns[row] = 0;
            }
        }
    }

    private void Learn()
    {
        int size = _observations.Size;
        float error = 0;
        int trained = 0;
        for (int row = 0; row < _context.Rows; row++)
        {
            _reached.AsSpan(row * size, size).CopyTo(_waiting.AsSpan(_waitingCount * size));
            if (++_waitingCount == _options.BatchSize)
            {
                error += _networks.Learn(_waiting, _options.BatchSize);
                trained++;
                _waitingCount = 0;
            }
        }

        // One record a step, however many batches were full: steps rise strictly within a tag.
        if (trained > 0 && ++_trainings % _context.LogFrequency == 0)
        {
            _context.Metrics.Log(new RndMetrics { Step = _context.Progress.Step, Agent = _context.Agent, Error = error / trained });
        }
    }
}
