namespace Hamlet.Metrics;

/// <summary>An output with the name that messages call it by.</summary>
/// <param name="Name">The plugin's name, such as <c>tensorboard</c>.</param>
/// <param name="Sink">The output.</param>
public sealed record NamedSink(string Name, IMetricSink Sink);
