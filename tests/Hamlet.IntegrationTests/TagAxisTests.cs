using Hamlet.Analysis.Reading;
using Hamlet.Metrics;
using Hamlet.Plugins;

namespace Hamlet.IntegrationTests;

/// <summary>What is known of a tag by its name alone is what its record says.</summary>
public sealed class TagAxisTests
{
    [Fact]
    public void EveryCurveIsAlongTheAxisOfItsRecord()
    {
        (string Tag, MetricAxis Axis)[] curves =
        [
            .. PluginCatalog.Host.Records.Where(static r => r.GetType().GetGenericArguments()[0].Assembly != typeof(TagAxisTests).Assembly)
                .SelectMany(static r => r.Fields.Where(static f => f.Tag.Length > 0 && f.Kind is MetricKind.Scalar or MetricKind.ScalarMap).Select(f => ($"agent_0/{f.Tag}/", r.Axis))),
        ];

        Assert.Contains(curves, static c => c.Axis == MetricAxis.Episode);
        Assert.Equal(curves, curves.Select(static c => (c.Tag, TagAxis.IsEpisode(c.Tag) ? MetricAxis.Episode : MetricAxis.Step)));
    }
}
