using Hamlet.Metrics;
using Hamlet.Training.Metrics;

namespace Hamlet.Training.Recording;

/// <summary>Logs how all agents together do: once a step in which one of them reported, since steps rise strictly within a tag.</summary>
internal sealed class TaskRewards(string task, IReadOnlyList<AgentRunner> agents, MetricLog log)
{
    private readonly TagName _task = TagName.Intern(task);
    private bool _due;

    /// <summary>An agent has reported in this step.</summary>
    public void Note() => _due = true;

    /// <summary>The step is over.</summary>
    public void LogIfDue(long step)
    {
        if (!_due)
        {
            return;
        }

        _due = false;
        double sum = 0;
        int count = 0;
        for (int i = 0; i < agents.Count; i++)
        {
            if (agents[i].Window.Count > 0)
            {
                sum += agents[i].MeanReturn;
                count++;
            }
        }

        log.Log(new TaskRewardMetrics { Step = step, Task = _task, Mean = sum / count });
    }
}
