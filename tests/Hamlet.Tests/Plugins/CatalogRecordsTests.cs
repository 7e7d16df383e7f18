using Hamlet.Metrics;
using Hamlet.Plugins;

namespace Hamlet.Tests.Plugins;

/// <summary>A program knows the metric records that it was built with.</summary>
public sealed class CatalogRecordsTests
{
    [Fact]
    public void RecordsOfEveryAssemblyAreThereEachOnce()
    {
        IReadOnlyList<MetricSchema> records = PluginCatalog.Host.Records;

        Assert.Equal(["episode", "policy_update", "training"], records.Select(static r => r.Name).Intersect(["policy_update", "episode", "training"]).Order(StringComparer.Ordinal));
        Assert.Equal(records.Count, records.Distinct().Count());
    }

    [Fact]
    public void ASchemaIsMadeWhenItIsAskedFor()
    {
        int made = 0;
        var catalog = new PluginCatalog();
        catalog.AddRecord(() =>
        {
            made++;
            return PluginCatalog.Host.Records[0];
        });

        Assert.Equal(0, made);
        Assert.Single(catalog.Records);
        Assert.Equal(1, made);
    }
}
