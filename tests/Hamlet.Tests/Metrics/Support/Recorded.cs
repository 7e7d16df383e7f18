using System.Globalization;
using Hamlet.Metrics;

namespace Hamlet.Tests.Metrics;

/// <summary>An entry as text, numbers by their bits, so that equality means equality to the last bit.</summary>
internal sealed record Recorded(string Record, long Sequence, MetricAxes Axes, double WallTime, string Tags, string Values)
{
    public static Recorded From(in MetricEntry entry)
    {
        var writer = new Writer { Values = [] };
        entry.Visit(ref writer);
        string tags = string.Join(' ', entry.Tags.Full.Select(System.Text.Encoding.UTF8.GetString));
        return new Recorded(entry.Schema.Name, entry.Sequence, entry.Axes, entry.WallTime, tags, string.Join(' ', writer.Values));
    }

    public static string Text(float value) => BitConverter.SingleToUInt32Bits(value).ToString("x8", CultureInfo.InvariantCulture);

    public static string Text(double value) => BitConverter.DoubleToUInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture);

    public static string Text(ReadOnlySpan<float> values)
    {
        var texts = new List<string>();
        foreach (float value in values)
        {
            texts.Add(Text(value));
        }

        return string.Join(',', texts);
    }

    private struct Writer : IMetricWriter
    {
        public required List<string> Values { get; init; }

        public readonly void Scalar(MetricField field, float value) => Add(field, Text(value));

        public readonly void Scalar(MetricField field, double value) => Add(field, Text(value));

        public readonly void Scalar(MetricField field, long value) => Add(field, value.ToString(CultureInfo.InvariantCulture));

        public readonly void Scalar(MetricField field, bool value) => Add(field, value ? "true" : "false");

        public readonly void Text(MetricField field, ReadOnlySpan<byte> utf8) => Add(field, $"'{System.Text.Encoding.UTF8.GetString(utf8)}'");

        public readonly void Histogram(MetricField field, ReadOnlySpan<float> values) => Add(field, $"[{Text(values)}]");

        public readonly void Image(MetricField field, int width, int height, int channels, ReadOnlySpan<byte> pixels) =>
            Add(field, $"{width}x{height}x{channels}:{Convert.ToHexStringLower(pixels)}");

        public readonly void ScalarMap(MetricField field, MetricNames names, ReadOnlySpan<float> values) =>
            Add(field, $"{string.Join(',', names.Names)}:[{Text(values)}]");

        public readonly void Missing(MetricField field) => Add(field, "-");

        private static string Text(float value) => Recorded.Text(value);

        private static string Text(double value) => Recorded.Text(value);

        private static string Text(ReadOnlySpan<float> values) => Recorded.Text(values);

        private readonly void Add(MetricField field, string value)
        {
            // Every field comes once and in the order of the schema.
            Assert.Equal(Values.Count, field.Index);
            Values.Add($"{field.Column}={value}");
        }
    }
}
