using Hamlet.Training.Evaluation;

namespace Hamlet.Training;

/// <summary>What became of one agent.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Episodes">Episodes that it finished in training.</param>
/// <param name="LastEpisodes">Its last training episodes.</param>
/// <param name="BestStep">The step of its best evaluation, or null where there was none.</param>
/// <param name="Best">The policy of that evaluation on fresh episodes; null where there was none or none were asked for.</param>
/// <param name="Final">The final policy on fresh episodes of the same seeds; null where none were asked for.</param>
/// <param name="Random">Uniformly random allowed actions on fresh episodes of the same seeds; null where none were asked for.</param>
public sealed record AgentResult(
    string Id,
    long Episodes,
    EpisodeWindow LastEpisodes,
    long? BestStep,
    EvaluationResult? Best,
    EvaluationResult? Final,
    EvaluationResult? Random)
{
    /// <summary>The mean return of its best evaluation during training, or null where there was none.</summary>
    public double? BestReturn { get; init; }
}
