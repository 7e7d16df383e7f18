using Hamlet.Algorithms;
using Hamlet.Callbacks;
using Hamlet.State;

namespace Hamlet.Training.Callbacks;

/// <summary>Makes the step sizes of the agents smaller on the way. An algorithm that has none to set (<see cref="ILearningRate"/>) is left alone.</summary>
[Callback("learning_rate")]
public sealed class LearningRateCallback : ICallback
{
    private readonly LearningRateOptions _options;
    private readonly double[] _best;
    private readonly int[] _without;
    private long _next;

    /// <summary>Makes it.</summary>
    public LearningRateCallback(LearningRateOptions options, CallbackContext context)
    {
        _options = options;
        _best = new double[context.Agents.Count];
        _best.AsSpan().Fill(double.NegativeInfinity);
        _without = new int[context.Agents.Count];
        _next = options.EverySteps;
    }

    /// <inheritdoc/>
    public void OnStep(ITraining training)
    {
        if (_options.Mode != LearningRateMode.Step || training.Progress.Step < _next)
        {
            return;
        }

        _next = ((training.Progress.Step / _options.EverySteps) + 1) * _options.EverySteps;
        for (int i = 0; i < training.Agents.Count; i++)
        {
            // Clones share an algorithm, whose step size changes once.
            if (i == 0 || !ReferenceEquals(training.Agents[i].Algorithm, training.Agents[i - 1].Algorithm))
            {
                Reduce(training.Agents[i]);
            }
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
            Reduce(agent);
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write<double>("best", _best);
        writer.Write<int>("without", _without);
        writer.Write("next", _next);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read("best", _best.AsSpan());
        reader.Read("without", _without.AsSpan());
        _next = reader.ReadInt64("next");
    }

    private void Reduce(ITrainingAgent agent)
    {
        if (agent.Algorithm is ILearningRate rate)
        {
            rate.LearningRate = Math.Max(_options.MinLearningRate, rate.LearningRate * _options.Factor);
        }
    }
}
