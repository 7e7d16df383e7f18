namespace Hamlet.Metrics;

/// <summary>Numbers by name; copied before <c>Log</c> returns. The default value means that there are none.</summary>
/// <param name="Names">The names.</param>
/// <param name="Values">The values in the order of the names, as many.</param>
public readonly record struct MetricMap(MetricNames? Names, ReadOnlyMemory<float> Values);
