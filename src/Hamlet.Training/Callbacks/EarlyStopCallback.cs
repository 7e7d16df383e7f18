using Hamlet.Callbacks;
using Hamlet.Configuration;
using Hamlet.State;

namespace Hamlet.Training.Callbacks;

/// <summary>Ends training when a target is reached, or when it has brought nothing better for long.</summary>
[Callback("early_stop")]
public sealed class EarlyStopCallback : ICallback
{
    private const int FullWindow = 100;

    private readonly EarlyStopOptions _options;
    private readonly int[] _agents;
    private readonly double[] _best;
    private readonly int[] _without;
    private readonly bool[] _arrived;

    /// <summary>Makes it.</summary>
    /// <exception cref="ConfigException">Nothing is asked for, or there is no such agent.</exception>
    public EarlyStopCallback(EarlyStopOptions options, CallbackContext context)
    {
        ConfigException.ThrowIfAny(Problems(options, context.Agents));
        _agents = [.. Enumerable.Range(0, context.Agents.Count).Where(i => options.Agent is null || context.Agents[i] == options.Agent)];
        _options = options;
        _best = new double[context.Agents.Count];
        _best.AsSpan().Fill(double.NegativeInfinity);
        _without = new int[context.Agents.Count];
        _arrived = new bool[context.Agents.Count];
    }

    /// <inheritdoc/>
    public void OnEvaluation(ITraining training, ITrainingAgent agent, in TrainingEvaluation evaluation)
    {
        if (_options.On == EarlyStopMoment.Evaluation)
        {
            bool target = evaluation.MeanReturn >= _options.TargetReturn || evaluation.SuccessRate >= _options.TargetSuccessRate;
            Look(training, agent, evaluation.MeanReturn, target);
        }
    }

    /// <inheritdoc/>
    public void OnEpisode(ITraining training, ITrainingAgent agent, in TrainingEpisode episode)
    {
        if (_options.On == EarlyStopMoment.Episodes && episode.Number + 1 >= FullWindow)
        {
            Look(training, agent, agent.MeanReturn, agent.MeanReturn >= _options.TargetReturn);
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write<double>("best", _best);
        writer.Write<int>("without", _without);
        writer.Write("arrived", _arrived);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read("best", _best.AsSpan());
        reader.Read("without", _without.AsSpan());
        reader.Read("arrived", _arrived);
    }

    private void Look(ITraining training, ITrainingAgent agent, double meanReturn, bool target)
    {
        int i = agent.Index;
        bool better = meanReturn > _best[i] + (double.IsFinite(_best[i]) ? _options.MinDelta : 0);
        _without[i] = better ? 0 : _without[i] + 1;
        _best[i] = better ? meanReturn : _best[i];
        bool plateau = _without[i] >= _options.Patience;
        _arrived[i] = target || plateau;
        if (training.Progress.Step >= _options.MinSteps && Array.TrueForAll(_agents, a => _arrived[a]))
        {
            training.Stop(FormattableString.Invariant(target
                ? $"early_stop: '{agent.Id}' has reached its target with a mean return of {meanReturn:F2}"
                : (FormattableString)$"early_stop: '{agent.Id}' has not got better than a mean return of {_best[i]:F2} for {_without[i]} {(_options.On == EarlyStopMoment.Evaluation ? "evaluations" : "episodes")}"));
        }
    }

    private static IEnumerable<ConfigError> Problems(EarlyStopOptions options, IReadOnlyList<string> agents)
    {
        if (options is { TargetReturn: null, TargetSuccessRate: null, Patience: null })
        {
            yield return new ConfigError(options.Span, "early_stop needs to know when: set 'target_return', 'target_success_rate' or 'patience'");
        }

        if (options is { TargetSuccessRate: not null, On: EarlyStopMoment.Episodes })
        {
            yield return new ConfigError(options.Span, "'target_success_rate' is known of evaluations only: leave out 'on: episodes'");
        }

        if (options.Agent is { } agent && !agents.Contains(agent))
        {
            yield return new ConfigError(options.Span, $"there is no agent '{agent}'{NearestName.Suggest(agent, agents)}");
        }
    }
}
