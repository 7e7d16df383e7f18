using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Training.Metrics;

namespace Hamlet.Training.Recording;

/// <summary>Logs, for every n-th episode of an agent, what the parts of the world's reward gave in it.</summary>
internal sealed class RewardPartRecorder(IRewardParts environment, MetricLog log, int every) : TrainingObserver
{
    private readonly MetricNames _names = new(environment.RewardPartNames);
    private readonly float[] _sums = new float[environment.RewardPartNames.Count];

    public override void OnEpisodeEnd(AgentRunner agent, EnvironmentRows rows, int row, FinishedEpisode episode, long step)
    {
        if (episode.Number % every == 0)
        {
            environment.RewardParts(rows.First + row).CopyTo(_sums);
            log.Log(new RewardPartMetrics { Step = step, Episode = episode.Number, Agent = agent.Index, Sums = new MetricMap(_names, _sums) });
        }
    }
}
