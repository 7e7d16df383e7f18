using Hamlet.Algorithms;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.SamplePlugins;

/// <summary>
/// Advantage actor-critic (Mnih et al., 2016, https://arxiv.org/abs/1602.01783, algorithm S3) in its synchronous form, for one choice of several:
/// act a few steps by the policy, then one step of gradient ascent on log p(a) (R - V), and of descent on (R - V)^2.
/// </summary>
/// <remarks>Deviations from the paper: one learner with several environments; Adam; the gradient's norm is clipped.</remarks>
[Algorithm("a2c")]
public sealed class A2cAlgorithm : IAlgorithm, ILearningRate
{
    private const int PolicyHead = 0;
    private const int ValueHead = 1;

    private readonly A2cOptions _options;
    private readonly AlgorithmContext _context;
    private readonly int _choices;
    private readonly INetwork _network;
    private readonly IOptimizer _optimizer;
    private readonly IWorkspace _acting;
    private readonly IWorkspace _learning;
    private readonly A2cRollout _rollout;
    private readonly float[] _afterEnd;
    private readonly float[] _probabilities;
    private RandomStream _random;
    private long _updates;

    /// <summary>Makes the network, with a policy and a value as its heads.</summary>
    /// <exception cref="ConfigException">The actions are not one choice of several.</exception>
    public A2cAlgorithm(A2cOptions options, AlgorithmContext context)
    {
        if (context.Environment.Actions is not DiscreteActions discrete)
        {
            throw new ConfigException(options.Span, $"a2c chooses one of several actions; those of '{context.Environment.Name}' are not of that kind");
        }

        _options = options;
        _context = context;
        _choices = discrete.Count;
        RandomStream initialization = context.Streams.Create("network");
        _network = context.Backend.CreateNetwork(
            new NetworkSpec
            {
                Inputs = context.Environment.ObservationSize,
                Trunk = new NetworkOptions { Hidden = options.Hidden, Activation = Activation.Tanh, Initialization = Initialization.Orthogonal },
                Heads = [new HeadSpec("policy", _choices, Gain: 0.01f), new HeadSpec("value", 1)],
            },
            ref initialization);
        _optimizer = _network.CreateOptimizer(new OptimizerOptions { LearningRate = options.LearningRate });
        _rollout = new A2cRollout(context.Environment, options.NSteps, context.Rows);
        _acting = _network.CreateWorkspace(context.Rows);
        _learning = _network.CreateWorkspace(_rollout.Size, gradients: true);
        _afterEnd = new float[context.Rows];
        _probabilities = new float[_choices];
        _random = context.Streams.Create("actions");
    }

    /// <summary>Null: the policy's own entropy is what explores.</summary>
    public double? ExplorationRate => null;

    /// <inheritdoc/>
    public double LearningRate
    {
        get => _optimizer.LearningRate;
        set => _optimizer.LearningRate = value;
    }

    /// <inheritdoc/>
    public long Updates => _updates;

    /// <inheritdoc/>
    public long Rollouts => _updates;

    /// <inheritdoc/>
    public void Act(EnvironmentRows rows)
    {
        _network.Forward(new Batch(rows.Observations, rows.Count), _acting);
        for (int row = 0; row < rows.Count; row++)
        {
            Softmax(_acting.Output(PolicyHead).Slice(row * _choices, _choices), rows.Mask(row));
            rows.Actions[row] = Draw();
        }

        _rollout.AddActions(rows);
    }

    /// <inheritdoc/>
    public void Observe(EnvironmentRows rows)
    {
        // An episode that was cut off would have gone on: its last observation says what was still to come.
        for (int row = 0; row < rows.Count; row++)
        {
            bool goesOn = rows.Truncated[row] && !rows.Terminated[row];
            _afterEnd[row] = goesOn ? Value(rows.FinalObservation(row)) : 0;
        }

        _rollout.AddOutcome(rows, _afterEnd);
        if (_rollout.IsFull)
        {
            _network.Forward(new Batch(rows.Observations, rows.Count), _acting);
            _rollout.Finish(_acting.Output(ValueHead), _options.Gamma);
            Update();
        }
    }

    /// <inheritdoc/>
    public IPolicy CreatePolicy() => new NetworkPolicy(_network.CreateInference(), _context.Environment.Actions, "policy");

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("network", _network);
        writer.Write("optimizer", _optimizer);
        writer.Write("rollout", _rollout);
        writer.Write("updates", _updates);
        writer.Write("learning_rate", LearningRate);
        _random.Save(writer, "random");
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read("network", _network);
        reader.Read("optimizer", _optimizer);
        reader.Read("rollout", _rollout);
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

    /// <summary>One step down -log p(a) A - c H + v (R - V)^2, a mean over the rollout, with A = R - V held fixed.</summary>
    private void Update()
    {
        var batch = new Batch(_rollout.Observations, _rollout.Size);
        _network.Forward(in batch, _learning);
        ReadOnlySpan<float> logits = _learning.Output(PolicyHead);
        Span<float> policyGradient = _learning.OutputGradient(PolicyHead);
        (double policyLoss, double valueLoss, double entropySum) = (0, 0, 0);
        for (int i = 0; i < _rollout.Size; i++)
        {
            float advantage = _rollout.Returns[i] - _learning.Output(ValueHead)[i];
            int first = i * _choices;
            float entropy = Softmax(logits.Slice(first, _choices), _rollout.Masks.AsSpan(first, _choices));
            for (int j = 0; j < _choices; j++)
            {
                // d log p(a) / d z_j = [j = a] - p_j, and dH / d z_j = -p_j (log p_j + H); a forbidden choice has p = 0 and no gradient.
                float p = _probabilities[j];
                float taken = j == _rollout.Actions[i] ? 1 : 0;
                float towardsCertainty = p > 0 ? p * (MathF.Log(p) + entropy) : 0;
                policyGradient[first + j] = (((p - taken) * advantage) + ((float)_options.EntCoef * towardsCertainty)) / _rollout.Size;
            }

            _learning.OutputGradient(ValueHead)[i] = (float)_options.VfCoef * -2 * advantage / _rollout.Size;
            policyLoss -= Math.Log(_probabilities[_rollout.Actions[i]]) * advantage;
            valueLoss += advantage * advantage;
            entropySum += entropy;
        }

        _network.Backward(in batch, _learning);
        _optimizer.Step((float)_options.MaxGradNorm);
        if (++_updates % _context.LogFrequency == 0)
        {
            _context.Metrics.Log(new A2cMetrics(
                _context.Progress.Step,
                _context.Agent,
                policyLoss / _rollout.Size,
                valueLoss / _rollout.Size,
                entropySum / _rollout.Size));
        }
    }

    private float Value(ReadOnlySpan<float> observation)
    {
        _network.Forward(new Batch(observation, 1), _acting);
        return _acting.Output(ValueHead)[0];
    }

    /// <summary>Writes the probabilities of the allowed choices; returns their entropy.</summary>
    private float Softmax(ReadOnlySpan<float> logits, ReadOnlySpan<bool> mask)
    {
        float greatest = logits[MaskedActions.ArgMax(logits, mask)];
        (float sum, float weighted) = (0, 0);
        for (int j = 0; j < _choices; j++)
        {
            float weight = mask[j] ? MathF.Exp(logits[j] - greatest) : 0;
            _probabilities[j] = weight;
            sum += weight;
            weighted += mask[j] ? weight * (logits[j] - greatest) : 0;
        }

        foreach (ref float p in _probabilities.AsSpan())
        {
            p /= sum;
        }

        return MathF.Log(sum) - (weighted / sum);
    }

    private int Draw()
    {
        double left = _random.NextDouble();
        int choice = 0;
        for (int j = 0; j < _choices && left >= 0; j++)
        {
            if (_probabilities[j] > 0)
            {
                choice = j;
                left -= _probabilities[j];
            }
        }

        return choice;
    }
}
