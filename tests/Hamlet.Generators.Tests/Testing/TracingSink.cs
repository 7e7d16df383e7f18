using System.Globalization;
using Hamlet.Metrics;
using Hamlet.State;

namespace Hamlet.Generators.Tests.Testing;

/// <summary>Notes what it is given: <c>r@7 a=0.5</c> for a record, its step, and its numbers by their tags.</summary>
internal sealed class TracingSink : IMetricSink
{
    private readonly List<string> _seen = [];

    /// <summary>The records in order.</summary>
    public IReadOnlyList<string> Seen => _seen;

    public void Write(in MetricEntry entry)
    {
        var writer = new Writer([]);
        entry.Visit(ref writer);
        _seen.Add(string.Create(CultureInfo.InvariantCulture, $"{entry.Schema.Name}@{entry.Axes.Step} {string.Join(' ', writer.Values)}"));
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

    private readonly record struct Writer(List<string> Values) : IMetricWriter
    {
        public void Scalar(MetricField field, float value) => Add(field, value);

        public void Scalar(MetricField field, double value) => Add(field, value);

        public void Scalar(MetricField field, long value) => Add(field, value);

        public void Scalar(MetricField field, bool value) => Add(field, value);

        public void Text(MetricField field, ReadOnlySpan<byte> utf8) => throw new NotSupportedException();

        public void Histogram(MetricField field, ReadOnlySpan<float> values) => throw new NotSupportedException();

        public void Image(MetricField field, int width, int height, int channels, ReadOnlySpan<byte> pixels) => throw new NotSupportedException();

        public void ScalarMap(MetricField field, MetricNames names, ReadOnlySpan<float> values) => throw new NotSupportedException();

        public void Missing(MetricField field) => throw new NotSupportedException();

        private void Add(MetricField field, object value) => Values.Add(string.Create(CultureInfo.InvariantCulture, $"{field.Tag}={value}"));
    }
}
