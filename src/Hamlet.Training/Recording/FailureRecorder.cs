using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Training.Metrics;

namespace Hamlet.Training.Recording;

/// <summary>
/// Logs why episodes failed. Where the environment says which ends are successes, all others are failures; elsewhere every end is that is
/// not the step limit.
/// </summary>
internal sealed class FailureRecorder(EnvironmentSpec environment, MetricLog log) : TrainingObserver
{
    private readonly bool _knowsSuccess = environment.SuccessReasons.Count > 0;

    public override void OnEpisodeEnd(AgentRunner agent, EnvironmentRows rows, int row, FinishedEpisode episode, long step)
    {
        int reason = rows.EndReasons[row];
        if (_knowsSuccess ? !environment.IsSuccess(reason) : rows.Terminated[row])
        {
            log.Log(new FailureMetrics
            {
                Step = step,
                Episode = episode.Number,
                Agent = agent.Index,
                Reason = environment.EndReasons[reason],
                Length = episode.Length,
            });
        }
    }
}
