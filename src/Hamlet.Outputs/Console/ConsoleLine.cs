using System.Globalization;
using System.Text;
using Hamlet.Metrics;

namespace Hamlet.Outputs.Console;

/// <summary>Gathers the values of a record as <c>tag=value</c>. What is absent has no place in the line, nor has a picture.</summary>
internal readonly struct ConsoleLine(MetricTags tags) : IMetricWriter
{
    /// <summary>The line so far.</summary>
    public StringBuilder Text { get; } = new();

    public void Scalar(MetricField field, float value) => Add(Key(field), value.ToString(CultureInfo.InvariantCulture));

    public void Scalar(MetricField field, double value) => Add(Key(field), value.ToString(CultureInfo.InvariantCulture));

    public void Scalar(MetricField field, long value) => Add(Key(field), value.ToString(CultureInfo.InvariantCulture));

    public void Scalar(MetricField field, bool value) => Add(Key(field), value ? "true" : "false");

    void IMetricWriter.Text(MetricField field, ReadOnlySpan<byte> utf8) =>
        Add(Key(field), $"\"{Encoding.UTF8.GetString(utf8).Replace("\\", "\\\\").Replace("\"", "\\\"").ReplaceLineEndings("\\n")}\"");

    public void Histogram(MetricField field, ReadOnlySpan<float> values) =>
        Add(Key(field), string.Create(CultureInfo.InvariantCulture, $"[{values.Length} values]"));

    public void Image(MetricField field, int width, int height, int channels, ReadOnlySpan<byte> pixels)
    {
    }

    public void ScalarMap(MetricField field, MetricNames names, ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            Add($"{Key(field)}/{names.Names[i]}", values[i].ToString(CultureInfo.InvariantCulture));
        }
    }

    public void Missing(MetricField field)
    {
    }

    // A column has no tag: its own name is its key.
    private string Key(MetricField field) => field.Tag.Length == 0 ? field.Column : Encoding.UTF8.GetString(tags.Full[field.Index]);

    private void Add(string key, string value) => Text.Append(' ').Append(key).Append('=').Append(value);
}
