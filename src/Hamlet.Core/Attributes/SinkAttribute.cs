using Hamlet.Metrics;
using Hamlet.Plugins;

namespace Hamlet;

/// <summary>Makes a class an output: <c>metrics: { NAME: true }</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SinkAttribute(string name) : PluginAttribute<IMetricSink, SinkContext>(name);
