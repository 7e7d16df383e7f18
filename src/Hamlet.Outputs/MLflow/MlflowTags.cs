using System.Text;
using Hamlet.Metrics;

namespace Hamlet.Outputs.MLflow;

/// <summary>The metrics of one kind of record in one run, looked up once: by field, and by name for a map.</summary>
internal sealed class MlflowTags
{
    private static readonly string[] s_figures = ["min", "max", "mean", "std"];

    private readonly MlflowRunKeys _keys;
    private readonly IReadOnlyList<byte[]> _tags;
    private readonly MlflowSeries?[] _byField;
    private readonly Dictionary<(int Field, MetricNames? Names), MlflowSeries[]> _several = [];

    /// <summary>Looks up the metrics of all fields that are one number.</summary>
    /// <param name="keys">The run's names.</param>
    /// <param name="schema">What is known of the record.</param>
    /// <param name="tags">By field: the tag in UTF-8.</param>
    public MlflowTags(MlflowRunKeys keys, MetricSchema schema, IReadOnlyList<byte[]> tags)
    {
        _keys = keys;
        _tags = tags;
        _byField = [.. schema.Fields.Select(field => field.Tag.Length == 0 || field.Kind != MetricKind.Scalar ? null : keys.Series(Name(field)))];
    }

    /// <summary>The run.</summary>
    public IMlflowRun Run => _keys.Run;

    /// <summary>The metric of a field; null where it is no curve.</summary>
    public MlflowSeries? this[MetricField field] => _byField[field.Index];

    /// <summary>The tag of a field.</summary>
    public string Name(MetricField field) => Encoding.UTF8.GetString(_tags[field.Index]);

    /// <summary>Notes a text.</summary>
    public void SetText(MetricField field, string text) => _keys.SetText(Name(field), text);

    /// <summary>The metrics of a distribution: least, greatest, mean, deviation.</summary>
    public MlflowSeries[] Figures(MetricField field) => Several(field, null, s_figures);

    /// <summary>The metrics of a map, in the order of its names: <c>prefix/name</c>.</summary>
    public MlflowSeries[] Of(MetricField field, MetricNames names) => Several(field, names, names.Names);

    private MlflowSeries[] Several(MetricField field, MetricNames? names, IReadOnlyList<string> ends)
    {
        if (!_several.TryGetValue((field.Index, names), out MlflowSeries[]? series))
        {
            series = [.. ends.Select(end => _keys.Series($"{Name(field)}/{end}"))];
            _several.Add((field.Index, names), series);
        }

        return series;
    }
}
