using System.Text;
using Hamlet.Metrics;

namespace Hamlet.Outputs.Wandb;

/// <summary>The keys of one kind of record, looked up once: by field, and by name for a map.</summary>
internal sealed class WandbTags
{
    private readonly WandbSeriesTable _table;
    private readonly MetricTags _tags;
    private readonly WandbSeries?[] _byField;
    private readonly Dictionary<(int Field, MetricNames Names), WandbSeries[]> _byName = [];

    /// <summary>Looks up or makes the keys of all fields that have a tag.</summary>
    public WandbTags(WandbSeriesTable table, MetricSchema schema, MetricTags tags)
    {
        _table = table;
        _tags = tags;
        _byField = [.. schema.Fields.Select(field => field.Tag.Length == 0 || field.Kind == MetricKind.ScalarMap
            ? null
            : table[Encoding.UTF8.GetString(tags.Full[field.Index])])];
    }

    /// <summary>The row that last got values of these tags, counted from 1: no row gets them twice.</summary>
    public long Row { get; set; }

    /// <summary>The key of a field; null where it is no curve.</summary>
    public WandbSeries? this[MetricField field] => _byField[field.Index];

    /// <summary>The keys of a map, in the order of its names: <c>prefix/name</c>.</summary>
    public WandbSeries[] Of(MetricField field, MetricNames names)
    {
        if (!_byName.TryGetValue((field.Index, names), out WandbSeries[]? series))
        {
            string prefix = Encoding.UTF8.GetString(_tags.Full[field.Index]);
            series = [.. names.Names.Select(name => _table[$"{prefix}/{name}"])];
            _byName.Add((field.Index, names), series);
        }

        return series;
    }
}
