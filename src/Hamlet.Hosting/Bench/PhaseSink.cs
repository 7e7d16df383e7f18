using Hamlet.Metrics;
using Hamlet.State;

namespace Hamlet.Hosting.Bench;

/// <summary>Keeps the last record of the training's speed.</summary>
internal sealed class PhaseSink : IMetricSink
{
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);

    /// <summary>The shares of acting, of the environments, of learning and of recording.</summary>
    public (double Act, double Environment, double Learn, double Record) Shares(long steps)
    {
        double environment = steps / _values["step_fps"];
        double play = _values["play_time"];
        double learn = _values["update_time"];
        double total = (play + learn) / (1 - _values["logging_share"]);
        return ((play - environment) / total, environment / total, learn / total, _values["logging_share"]);
    }

    public void Write(in MetricEntry entry)
    {
        if (entry.Schema.Name == "performance")
        {
            var writer = new Writer(_values);
            entry.Visit(ref writer);
        }
    }

    public void Flush()
    {
    }

    public void SaveState(StateWriter writer)
    {
    }

    public void LoadState(StateReader reader)
    {
    }

    public void Dispose()
    {
    }

    // Of that record only numbers are of interest.
    private readonly struct Writer(Dictionary<string, double> values) : IMetricWriter
    {
        public void Scalar(MetricField field, float value) => values[field.Column] = value;

        public void Scalar(MetricField field, double value) => values[field.Column] = value;

        public void Scalar(MetricField field, long value) => values[field.Column] = value;

        public void Scalar(MetricField field, bool value)
        {
        }

        public void Text(MetricField field, ReadOnlySpan<byte> utf8)
        {
        }

        public void Histogram(MetricField field, ReadOnlySpan<float> histogram)
        {
        }

        public void Image(MetricField field, int width, int height, int channels, ReadOnlySpan<byte> pixels)
        {
        }

        public void ScalarMap(MetricField field, MetricNames names, ReadOnlySpan<float> map)
        {
        }

        public void Missing(MetricField field)
        {
        }
    }
}
