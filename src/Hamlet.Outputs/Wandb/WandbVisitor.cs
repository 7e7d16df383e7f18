using Hamlet.Formats;
using Hamlet.Formats.EventFiles;
using Hamlet.Formats.Png;
using Hamlet.Metrics;

namespace Hamlet.Outputs.Wandb;

/// <summary>Puts the values of one record into a row of history.</summary>
internal readonly struct WandbVisitor(WandbRow row, WandbTags tags, WandbMedia media, float[] histogram, bool episode, int agent) : IMetricWriter
{
    public void Scalar(MetricField field, float value)
    {
        if (tags[field] is { } series)
        {
            (int, int) marks = Begin(series);
            JsonText.Write(row.Items, value);
            row.End(marks, series);
        }
    }

    public void Scalar(MetricField field, double value)
    {
        if (tags[field] is { } series)
        {
            (int, int) marks = Begin(series);
            JsonText.Write(row.Items, value);
            row.End(marks, series);
        }
    }

    public void Scalar(MetricField field, long value)
    {
        if (tags[field] is { } series)
        {
            (int, int) marks = Begin(series);
            JsonText.Write(row.Items, value);
            row.End(marks, series);
        }
    }

    // As 0 or 1: a switch would be no curve.
    public void Scalar(MetricField field, bool value) => Scalar(field, value ? 1L : 0L);

    public void Text(MetricField field, ReadOnlySpan<byte> utf8)
    {
        if (tags[field] is { } series)
        {
            (int, int) marks = Begin(series);
            JsonText.Write(row.Items, utf8);
            row.End(marks, series);
        }
    }

    public void Histogram(MetricField field, ReadOnlySpan<float> values)
    {
        int rows = HistogramRows.Fill(values, histogram);
        if (rows > 0 && tags[field] is { } series)
        {
            (int, int) marks = Begin(series);
            WandbHistogram.Write(row.Items, histogram.AsSpan(0, 3 * rows));
            row.End(marks, series);
        }
    }

    public void Image(MetricField field, int width, int height, int channels, ReadOnlySpan<byte> pixels)
    {
        if (tags[field] is { } series)
        {
            (int, int) marks = Begin(series);
            row.Files.Add(media.WriteImage(row, series, width, height, PngEncoder.Encode(width, height, channels, pixels)));
            row.End(marks, series);
        }
    }

    public void ScalarMap(MetricField field, MetricNames names, ReadOnlySpan<float> values)
    {
        WandbSeries[] byName = tags.Of(field, names);
        for (int i = 0; i < values.Length; i++)
        {
            (int, int) marks = Begin(byName[i]);
            JsonText.Write(row.Items, values[i]);
            row.End(marks, byName[i]);
        }
    }

    public void Missing(MetricField field)
    {
    }

    private (int Item, int Json) Begin(WandbSeries series)
    {
        if (!series.Defined)
        {
            series.Defined = true;
            row.Fresh.Add((series, episode, agent));
        }

        return row.Begin(series.Key);
    }
}
