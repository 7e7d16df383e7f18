using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Training.Metrics;

namespace Hamlet.Training.Recording;

/// <summary>Logs, for every n-th episode of an agent, what was used in it and in which order.</summary>
internal sealed class AffordanceRecorder(IActivity activity, MetricLog log, int every) : TrainingObserver
{
    private readonly MetricNames _names = new(activity.AffordanceNames);
    private readonly float[] _uses = new float[activity.AffordanceNames.Count];

    public override void OnEpisodeEnd(AgentRunner agent, EnvironmentRows rows, int row, FinishedEpisode episode, long step)
    {
        if (episode.Number % every != 0)
        {
            return;
        }

        ReadOnlySpan<int> uses = activity.Uses(rows.First + row);
        for (int i = 0; i < uses.Length; i++)
        {
            _uses[i] = uses[i];
        }

        log.Log(new AffordanceMetrics { Step = step, Episode = episode.Number, Agent = agent.Index, Uses = new MetricMap(_names, _uses) });
        LogTransitions(agent, activity.Transitions(rows.First + row), episode.Number, step);
    }

    private void LogTransitions(AgentRunner agent, ReadOnlySpan<int> transitions, long episode, long step)
    {
        IReadOnlyList<string> names = activity.AffordanceNames;
        for (int i = 0; i < transitions.Length; i++)
        {
            if (transitions[i] > 0)
            {
                int from = i / names.Count;
                log.Log(new AffordanceVisitMetrics
                {
                    Step = step,
                    Episode = episode,
                    Agent = agent.Index,
                    FromAffordance = from < names.Count ? names[from] : null,
                    ToAffordance = names[i % names.Count],
                    VisitCount = transitions[i],
                });
            }
        }
    }
}
