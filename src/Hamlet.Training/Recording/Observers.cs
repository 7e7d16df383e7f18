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
        int agents = experiment.MetricAgents.Names.Count;
        yield return new FailureRecorder(environment.Spec, log);
        // A single part is the whole reward, which every episode's record has.
        if (environment.Offer<IRewardParts>() is { RewardPartNames.Count: > 1 } parts)
        {
            yield return new RewardPartRecorder(parts, log, options.LogFrequency);
        }

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
