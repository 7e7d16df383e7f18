using Hamlet.Metrics;

namespace Hamlet.Outputs.Sqlite;

/// <summary>Puts the values of one record into its row.</summary>
internal struct SqliteVisitor(RecordTable table, long sequence) : IMetricWriter
{
    /// <summary>How many rows the record's maps took.</summary>
    public int MapRows { get; private set; }

    public readonly void Scalar(MetricField field, float value) => table.Set(field, (double)value);

    public readonly void Scalar(MetricField field, double value) => table.Set(field, value);

    public readonly void Scalar(MetricField field, long value) => table.Set(field, value);

    public readonly void Scalar(MetricField field, bool value) => table.Set(field, value ? 1L : 0L);

    public readonly void Text(MetricField field, ReadOnlySpan<byte> utf8) => table.Set(field, utf8);

    public readonly void Histogram(MetricField field, ReadOnlySpan<float> values)
    {
        HistogramFigures figures = HistogramFigures.Of(values);
        table.Set(field, (long)figures.Count);
        table.Set(field, figures.Min, 1);
        table.Set(field, figures.Max, 2);
        table.Set(field, figures.Mean, 3);
        table.Set(field, figures.Deviation, 4);
    }

    public readonly void Image(MetricField field, int width, int height, int channels, ReadOnlySpan<byte> pixels)
    {
    }

    public void ScalarMap(MetricField field, MetricNames names, ReadOnlySpan<float> values)
    {
        table.WriteMap(field, sequence, names, values);
        MapRows += values.Length;
    }

    public readonly void Missing(MetricField field) => table.Clear(field);
}
