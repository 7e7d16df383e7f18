using Hamlet.Formats.EventFiles;
using Hamlet.Formats.Png;
using Hamlet.Metrics;

namespace Hamlet.Outputs.TensorBoard;

/// <summary>Adds the values of one record to one event. Scalars become single precision, the only one that every reader takes.</summary>
internal readonly struct TensorBoardVisitor(EventFileWriter file, TensorBoardTags tags, float[] histogram) : IMetricWriter
{
    public void Scalar(MetricField field, float value)
    {
        if (tags[field] is { } tag)
        {
            file.Scalar(tag, value);
        }
    }

    public void Scalar(MetricField field, double value) => Scalar(field, (float)value);

    public void Scalar(MetricField field, long value) => Scalar(field, (float)value);

    public void Scalar(MetricField field, bool value) => Scalar(field, value ? 1f : 0f);

    public void Text(MetricField field, ReadOnlySpan<byte> utf8)
    {
        if (tags[field] is { } tag)
        {
            file.Text(tag, utf8);
        }
    }

    public void Histogram(MetricField field, ReadOnlySpan<float> values)
    {
        int rows = HistogramRows.Fill(values, histogram);
        file.Histogram(tags[field]!, histogram.AsSpan(0, 3 * rows));
    }

    public void Image(MetricField field, int width, int height, int channels, ReadOnlySpan<byte> pixels) =>
        file.Image(tags[field]!, width, height, PngEncoder.Encode(width, height, channels, pixels));

    public void ScalarMap(MetricField field, MetricNames names, ReadOnlySpan<float> values)
    {
        EventTag[] byName = tags.Of(field, names);
        for (int i = 0; i < values.Length; i++)
        {
            file.Scalar(byName[i], values[i]);
        }
    }

    public void Missing(MetricField field)
    {
    }
}
