using System.Globalization;
using System.Text;
using Hamlet.Formats.Png;
using Hamlet.Metrics;
using Hamlet.Outputs.Sqlite;

namespace Hamlet.Outputs.MLflow;

/// <summary>
/// Adds the values of one record to a run. A distribution, of which MLflow has no notion, is four metrics; a text is a tag, the last one
/// counts; a picture is a file.
/// </summary>
internal readonly struct MlflowVisitor(MlflowTags tags, long timestamp, long step) : IMetricWriter
{
    public void Scalar(MetricField field, float value) => Add(tags[field], value);

    public void Scalar(MetricField field, double value) => Add(tags[field], value);

    public void Scalar(MetricField field, long value) => Add(tags[field], value);

    public void Scalar(MetricField field, bool value) => Add(tags[field], value ? 1L : 0L);

    public void Text(MetricField field, ReadOnlySpan<byte> utf8)
    {
        if (field.Tag.Length > 0)
        {
            tags.SetText(field, Encoding.UTF8.GetString(utf8));
        }
    }

    public void Histogram(MetricField field, ReadOnlySpan<float> values)
    {
        HistogramFigures figures = HistogramFigures.Of(values);
        if (figures.Count > 0 && field.Tag.Length > 0)
        {
            MlflowSeries[] series = tags.Figures(field);
            Add(series[0], figures.Min);
            Add(series[1], figures.Max);
            Add(series[2], figures.Mean);
            Add(series[3], figures.Deviation);
        }
    }

    public void Image(MetricField field, int width, int height, int channels, ReadOnlySpan<byte> pixels)
    {
        if (field.Tag.Length > 0)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"images/{MlflowKey.Clean(tags.Name(field))}/{step:D9}.png");
            tags.Run.Artifact(name, PngEncoder.Encode(width, height, channels, pixels));
        }
    }

    public void ScalarMap(MetricField field, MetricNames names, ReadOnlySpan<float> values)
    {
        MlflowSeries[] series = tags.Of(field, names);
        for (int i = 0; i < values.Length; i++)
        {
            Add(series[i], values[i]);
        }
    }

    public void Missing(MetricField field)
    {
    }

    private void Add<T>(MlflowSeries? series, T value)
        where T : IUtf8SpanFormattable
    {
        if (series is not null)
        {
            Span<byte> text = stackalloc byte[32];
            _ = value.TryFormat(text, out int length, value is long ? "D" : "R", CultureInfo.InvariantCulture);
            series.Add(timestamp, text[..length], step);
        }
    }
}
