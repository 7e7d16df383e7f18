namespace Hamlet.Metrics;

/// <summary>Where a record stands.</summary>
/// <param name="Step">Environment steps, summed over the environments.</param>
/// <param name="Episode">The episode of the agent, or -1 for the one that it is in.</param>
/// <param name="Agent">The agent's index, or -1 for the run as a whole.</param>
public readonly record struct MetricAxes(long Step, long Episode = -1, int Agent = -1);
