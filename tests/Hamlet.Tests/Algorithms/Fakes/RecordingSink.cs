using Hamlet.Metrics;
using Hamlet.State;

namespace Hamlet.Tests.Algorithms.Fakes;

/// <summary>Keeps every scalar that was logged, and of a histogram how many values it has; read it after the log is flushed.</summary>
internal sealed class RecordingSink : IMetricSink
{
    public List<(string Record, long Step, string Column, double Value)> Values { get; } = [];

    public IEnumerable<double> Of(string column) => Values.Where(v => v.Column == column).Select(v => v.Value);

    public void Write(in MetricEntry entry)
    {
        var writer = new Writer(Values, entry.Schema.Name, entry.Axes.Step);
        entry.Visit(ref writer);
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

    private readonly struct Writer(List<(string, long, string, double)> values, string record, long step) : IMetricWriter
    {
        public void Scalar(MetricField field, float value) => values.Add((record, step, field.Column, value));

        public void Scalar(MetricField field, double value) => values.Add((record, step, field.Column, value));

        public void Scalar(MetricField field, long value) => values.Add((record, step, field.Column, value));

        public void Scalar(MetricField field, bool value) => throw Unexpected(field);

        public void Text(MetricField field, ReadOnlySpan<byte> utf8)
        {
        }

        public void Histogram(MetricField field, ReadOnlySpan<float> histogram) => values.Add((record, step, field.Column, histogram.Length));

        public void Image(MetricField field, int width, int height, int channels, ReadOnlySpan<byte> pixels) => throw Unexpected(field);

        public void ScalarMap(MetricField field, MetricNames names, ReadOnlySpan<float> map) => throw Unexpected(field);

        public void Missing(MetricField field)
        {
        }

        private static InvalidOperationException Unexpected(MetricField field) => new($"{field.Name} is not a number.");
    }
}
