using Hamlet.Algorithms;
using Hamlet.Callbacks;
using Hamlet.Configuration;
using Hamlet.State;

namespace Hamlet.Training.Callbacks;

/// <summary>
/// Makes the step sizes of the agents smaller on the way. Beside others, an algorithm that has none to set (<see cref="ILearningRate"/>) is left
/// alone.
/// </summary>
[Callback("learning_rate")]
public sealed class LearningRateCallback : ICallback
{
    private readonly LearningRateOptions _options;
    private readonly double[] _best;
    private readonly int[] _without;
    private long _next;
    private long _last;

    /// <summary>Makes it.</summary>
    /// <exception cref="ConfigException">No agent has a step size to change.</exception>
    public LearningRateCallback(LearningRateOptions options, CallbackContext context)
    {
        if (context.Algorithms.Count > 0 && !context.Algorithms.Any(static algorithm => algorithm is ILearningRate))
        {
            throw new ConfigException(
                options.Span, "learning_rate changes the learning rate of agents, and none here has one: leave it out, or let one learn by dqn or ppo");
        }

        _options = options;
        _best = new double[context.Agents.Count];
        _best.AsSpan().Fill(double.NegativeInfinity);
        _without = new int[context.Agents.Count];
        _next = options.EverySteps;
    }

    /// <inheritdoc/>
    public void OnStep(ITraining training)
    {
        long step = training.Progress.Step;
        if (_options.Mode == LearningRateMode.Exponential)
        {
            ReduceAll(training, Math.Pow(_options.Factor, (double)(step - _last) / _options.EverySteps));
            _last = step;
        }
        else if (_options.Mode == LearningRateMode.Step && step >= _next)
        {
            _next = ((step / _options.EverySteps) + 1) * _options.EverySteps;
            ReduceAll(training, _options.Factor);
        }
    }

    /// <inheritdoc/>
    public void OnEvaluation(ITraining training, ITrainingAgent agent, in TrainingEvaluation evaluation)
    {
        if (_options.Mode != LearningRateMode.Plateau)
        {
            return;
        }

        int i = agent.Index;
        if (evaluation.MeanReturn > _best[i] + (double.IsFinite(_best[i]) ? _options.MinDelta : 0))
        {
            _best[i] = evaluation.MeanReturn;
            _without[i] = 0;
        }
        else if (++_without[i] >= _options.Patience)
        {
            _without[i] = 0;
            Reduce(agent, _options.Factor);
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write<double>("best", _best);
        writer.Write<int>("without", _without);
        writer.Write("next", _next);
        writer.Write("last", _last);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read("best", _best.AsSpan());
        reader.Read("without", _without.AsSpan());
        _next = reader.ReadInt64("next");
        _last = reader.Has("last") ? reader.ReadInt64("last") : 0;
    }

    private void ReduceAll(ITraining training, double factor)
    {
        for (int i = 0; i < training.Agents.Count; i++)
        {
            // Clones share an algorithm, whose step size changes once.
            if (i == 0 || !ReferenceEquals(training.Agents[i].Algorithm, training.Agents[i - 1].Algorithm))
            {
                Reduce(training.Agents[i], factor);
            }
        }
    }

    private void Reduce(ITrainingAgent agent, double factor)
    {
        if (agent.Algorithm is ILearningRate rate && rate.LearningRate > _options.MinLearningRate)
        {
            rate.LearningRate = Math.Max(_options.MinLearningRate, rate.LearningRate * factor);
        }
    }
}
