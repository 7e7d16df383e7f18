namespace Hamlet.Outputs.Sqlite;

/// <summary>One number of a run.</summary>
/// <param name="Step">Environment steps, summed over the environments.</param>
/// <param name="Episode">The episode of the agent.</param>
/// <param name="Agent">The agent, or the empty text for the run as a whole.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Tag">Its tag.</param>
/// <param name="Value">The number.</param>
public sealed record MetricPoint(long Step, long Episode, string Agent, string Metric, string Tag, double Value);
