using Hamlet.Configuration;
using Hamlet.Metrics;
using Hamlet.Plugins;

namespace Hamlet.Training.Experiments;

/// <summary>
/// Reads the section <c>metrics</c>: the host's keys, and one for each output, which is <c>true</c>, <c>false</c> or a map of the output's
/// own options.
/// </summary>
internal sealed class MetricsBinder(SectionBinder sections)
{
    private readonly ConfigBinder _binder = sections.Binder;

    /// <summary>Reads the section.</summary>
    public (MetricsHostOptions Host, IReadOnlyList<(BoundPlugin<IMetricSink, SinkContext> Sink, bool Enabled)> Sinks) Bind(ConfigMap map)
    {
        IReadOnlyList<Plugin<IMetricSink, SinkContext>> plugins = sections.Catalog.Of<IMetricSink, SinkContext>();
        _binder.RejectUnknownKeys(map, [.. SectionBinder.SchemaOf<MetricsHostOptions>().Names, .. plugins.Select(p => p.Name)], _binder.SuggestPlugin);
        var sinks = new List<(BoundPlugin<IMetricSink, SinkContext> Sink, bool Enabled)>();
        foreach (Plugin<IMetricSink, SinkContext> plugin in plugins)
        {
            bool mentioned = map.TryGet(plugin.Name, out ConfigEntry? entry);
            bool? said = null;
            ConfigMap options = ConfigMap.Empty(map.Span);
            if (entry?.Value is ConfigMap given)
            {
                said = given.TryGet("enabled", out _) ? null : true;
                options = given;
            }
            else if (entry is not null)
            {
                said = ConfigCodec.Boolean.TryRead(entry.Value, new OptionKey { Name = plugin.Name, Kind = OptionKind.Boolean }, _binder, out bool on) && on;
            }

            bool switches = plugin.Options.Keys.Any(static k => k.Name == "enabled");
            if (switches && said is { } value)
            {
                options = options.With("enabled", new ConfigScalar(value ? "true" : "false", entry!.Value.Span));
            }

            _binder.RejectUnknownKeys(options, plugin.Options);
            BoundPlugin<IMetricSink, SinkContext> bound = plugin.Bind(options, _binder).At(entry?.KeySpan ?? map.Span);
            if (bound.Options is ISinkOptions { Problem: { } problem })
            {
                _binder.Error(entry?.Value.Span ?? map.Span, problem);
            }

            sinks.Add((bound, bound.Options is ISinkOptions own ? own.Enabled : mentioned && said != false));
        }

        return (sections.BindHost<MetricsHostOptions>(map), sinks);
    }
}
