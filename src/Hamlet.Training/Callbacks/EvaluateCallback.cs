using Hamlet.Callbacks;

namespace Hamlet.Training.Callbacks;

/// <summary>Measures the agents at moments that the section <c>evaluation</c>, which counts steps, does not know.</summary>
[Callback("evaluate")]
public sealed class EvaluateCallback(EvaluateOptions options) : ICallback
{
    /// <inheritdoc/>
    public void OnStart(ITraining training)
    {
        if (options.AtStart && training.Progress.Step == 0)
        {
            training.RequestEvaluation();
        }
    }

    /// <inheritdoc/>
    public void OnEpisode(ITraining training, ITrainingAgent agent, in TrainingEpisode episode)
    {
        if (agent.Index == 0 && (episode.Number + 1) % options.EveryEpisodes == 0)
        {
            training.RequestEvaluation();
        }
    }
}
