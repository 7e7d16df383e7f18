using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.State;
using Hamlet.Training.Metrics;

namespace Hamlet.Training.Recording;

/// <summary>Logs the meters of each agent's first row at every n-th step of the agent.</summary>
internal sealed class MeterRecorder(IMeters meters, MetricLog log, int agents, int every) : TrainingObserver
{
    private readonly MetricNames _names = new(meters.MeterNames);
    private readonly float[] _values = new float[meters.MeterNames.Count];
    private readonly long[] _steps = new long[agents];

    public override void OnStep(AgentRunner agent, EnvironmentRows rows, long step)
    {
        ref long steps = ref _steps[agent.Index];
        long before = steps;
        steps += rows.Count;
        if (steps / every != before / every)
        {
            meters.ReadMeters(rows.First, _values);
            log.Log(new MeterMetrics { Step = step, Agent = agent.Index, Values = new MetricMap(_names, _values) });
        }
    }

    public override void SaveState(StateWriter writer) => writer.Write<long>("steps", _steps);

    public override void LoadState(StateReader reader) => reader.Read("steps", _steps.AsSpan());
}
