using Hamlet.Metrics;
using Hamlet.Outputs.Sqlite;

namespace Hamlet.Outputs.Csv;

/// <summary>Appends the values of one record to its row, in the order of the columns.</summary>
internal readonly struct CsvVisitor(CsvTable table, long sequence) : IMetricWriter
{
    private readonly CsvBuffer _row = table.Records.Rows;

    public void Scalar(MetricField field, float value)
    {
        _row.Comma();
        _row.Number(value);
    }

    public void Scalar(MetricField field, double value)
    {
        _row.Comma();
        _row.Number(value);
    }

    public void Scalar(MetricField field, long value)
    {
        _row.Comma();
        _row.Number(value);
    }

    public void Scalar(MetricField field, bool value) => _row.Raw(value ? ",1"u8 : ",0"u8);

    public void Text(MetricField field, ReadOnlySpan<byte> utf8)
    {
        _row.Comma();
        _row.Text(utf8);
    }

    public void Histogram(MetricField field, ReadOnlySpan<float> values)
    {
        HistogramFigures figures = HistogramFigures.Of(values);
        Scalar(field, (long)figures.Count);
        Scalar(field, figures.Min);
        Scalar(field, figures.Max);
        Scalar(field, figures.Mean);
        Scalar(field, figures.Deviation);
    }

    public void Image(MetricField field, int width, int height, int channels, ReadOnlySpan<byte> pixels)
    {
    }

    public void ScalarMap(MetricField field, MetricNames names, ReadOnlySpan<float> values) =>
        table.WriteMap(field, sequence, names, values);

    public void Missing(MetricField field)
    {
        switch (field.Kind)
        {
            case MetricKind.Scalar or MetricKind.Text:
                _row.Comma();
                break;
            case MetricKind.Histogram:
                _row.Raw(",,,,,"u8);
                break;
        }
    }
}
