using Hamlet.Metrics;

namespace Hamlet.Live.Metrics;

/// <summary>Takes the numbers of a record; what is no curve is left to the files.</summary>
internal readonly struct LiveCurveWriter(LiveCurves curves, MetricTags tags, CurvePlace place, bool byEpisode) : IMetricWriter
{
    public void Scalar(MetricField field, float value) => Scalar(field, (double)value);

    public void Scalar(MetricField field, double value)
    {
        if (field.Tag.Length > 0)
        {
            curves.Of(tags, field, byEpisode).Add(place, value);
        }
    }

    public void Scalar(MetricField field, long value) => Scalar(field, (double)value);

    public void Scalar(MetricField field, bool value) => Scalar(field, value ? 1d : 0d);

    public void ScalarMap(MetricField field, MetricNames names, ReadOnlySpan<float> values)
    {
        LiveCurve[] named = curves.Of(tags, field, names, byEpisode);
        for (int i = 0; i < values.Length; i++)
        {
            named[i].Add(place, values[i]);
        }
    }

    public void Text(MetricField field, ReadOnlySpan<byte> utf8)
    {
    }

    public void Histogram(MetricField field, ReadOnlySpan<float> values)
    {
    }

    public void Image(MetricField field, int width, int height, int channels, ReadOnlySpan<byte> pixels)
    {
    }

    public void Missing(MetricField field)
    {
    }
}
