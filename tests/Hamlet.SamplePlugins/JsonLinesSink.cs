using System.Text;
using System.Text.Json;
using Hamlet.Metrics;
using Hamlet.State;

namespace Hamlet.SamplePlugins;

/// <summary>An output that a stranger would write: one JSON object a record.</summary>
[Sink("jsonl")]
public sealed class JsonLinesSink : IMetricSink
{
    private readonly FileStream _file;

    /// <summary>Opens <c>metrics.jsonl</c> in the directory of the run.</summary>
    public JsonLinesSink(JsonLinesOptions options, SinkContext context)
    {
        _ = options;
        _file = new FileStream(
            Path.Combine(context.RunDirectory, "metrics.jsonl"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        _file.Seek(0, SeekOrigin.End);
    }

    /// <inheritdoc/>
    public void Write(in MetricEntry entry)
    {
        using var json = new Utf8JsonWriter(_file);
        json.WriteStartObject();
        json.WriteString("record", entry.Schema.Name);
        json.WriteNumber("step", entry.Axes.Step);
        json.WriteNumber("episode", entry.Axes.Episode);
        var fields = new Fields(json, entry.Tags);
        entry.Visit(ref fields);
        json.WriteEndObject();
        json.Flush();
        _file.WriteByte((byte)'\n');
    }

    /// <inheritdoc/>
    public void Flush() => _file.Flush();

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        Flush();
        writer.Write("length", _file.Length);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        _file.SetLength(reader.ReadInt64("length"));
        _file.Seek(0, SeekOrigin.End);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private readonly struct Fields(Utf8JsonWriter json, MetricTags tags) : IMetricWriter
    {
        public void Scalar(MetricField field, float value) => Scalar(field, (double)value);

        public void Scalar(MetricField field, double value)
        {
            if (double.IsFinite(value))
            {
                json.WriteNumber(Key(field), value);
            }
            else
            {
                json.WriteString(Key(field), value.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        public void Scalar(MetricField field, long value) => json.WriteNumber(Key(field), value);

        public void Scalar(MetricField field, bool value) => json.WriteBoolean(Key(field), value);

        public void Text(MetricField field, ReadOnlySpan<byte> utf8) => json.WriteString(Key(field), utf8);

        public void Histogram(MetricField field, ReadOnlySpan<float> values) => json.WriteNumber(Key(field), values.Length);

        public void Image(MetricField field, int width, int height, int channels, ReadOnlySpan<byte> pixels) =>
            json.WriteString(Key(field), $"{width} x {height}");

        public void ScalarMap(MetricField field, MetricNames names, ReadOnlySpan<float> values)
        {
            json.WriteStartObject(Key(field));
            for (int i = 0; i < values.Length; i++)
            {
                json.WriteNumber(Encoding.UTF8.GetBytes(names.Names[i]), values[i]);
            }

            json.WriteEndObject();
        }

        public void Missing(MetricField field)
        {
        }

        // What is no curve has no tag.
        private ReadOnlySpan<byte> Key(MetricField field) =>
            field.Tag.Length > 0 ? tags.Full[field.Index] : Encoding.UTF8.GetBytes(field.Column);
    }
}
