using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Training.Experiments;

namespace Hamlet.Training.Recording;

/// <summary>The observers that log what an environment can tell.</summary>
internal static class Observers
{
    /// <summary>Makes them.</summary>
    public static IEnumerable<TrainingObserver> For(IEnvironment environment, Experiment experiment, MetricLog log)
    {
        MetricsHostOptions options = experiment.Metrics;
        int agents = experiment.Agents.Count;
        yield return new FailureRecorder(environment.Spec, log);
        if (environment.Offer<IMeters>() is { } meters)
        {
            yield return new MeterRecorder(meters, log, agents, options.MetersEvery);
        }

        if (environment.Offer<IActivity>() is { } activity)
        {
            yield return new AffordanceRecorder(activity, log, options.AffordancesEvery);
            yield return new PositionRecorder(activity, log, agents, options.HeatmapEvery);
        }
    }
}
