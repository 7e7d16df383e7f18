using Hamlet.Callbacks;
using Hamlet.Configuration;
using Hamlet.State;

namespace Hamlet.Training.Callbacks;

/// <summary>
/// Measures the agents beside the section <c>evaluation</c>, or in its place: at other steps, after episodes, at the start. Where both ask after
/// the same step, there is one measurement.
/// </summary>
[Callback("evaluate")]
public sealed class EvaluateCallback : ICallback
{
    private readonly EvaluateOptions _options;
    private long _next;

    /// <summary>Makes it.</summary>
    /// <exception cref="ConfigException">It is not said when.</exception>
    public EvaluateCallback(EvaluateOptions options)
    {
        if (options is { EverySteps: null, EveryEpisodes: null, AtStart: false })
        {
            throw new ConfigException(options.Span, "evaluate needs to know when: set 'every_steps', 'every_episodes' or 'at_start'");
        }

        _options = options;
        _next = options.EverySteps ?? long.MaxValue;
    }

    /// <inheritdoc/>
    public void OnStart(ITraining training)
    {
        if (_options.AtStart && training.Progress.Step == 0)
        {
            training.RequestEvaluation();
        }
    }

    /// <inheritdoc/>
    public void OnStep(ITraining training)
    {
        if (_options.EverySteps is { } every && training.Progress.Step >= _next)
        {
            _next = ((training.Progress.Step / every) + 1) * every;
            training.RequestEvaluation();
        }
    }

    /// <inheritdoc/>
    public void OnEpisode(ITraining training, ITrainingAgent agent, in TrainingEpisode episode)
    {
        if (agent.Index == 0 && (episode.Number + 1) % _options.EveryEpisodes == 0)
        {
            training.RequestEvaluation();
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer) => writer.Write("next", _next);

    /// <inheritdoc/>
    public void LoadState(StateReader reader) => _next = reader.Has("next") ? reader.ReadInt64("next") : _next;
}
