namespace Hamlet.Metrics;

/// <summary>
/// Takes the values of one record, in the order of its fields. An output implements it as a struct, so that the generated visit is
/// compiled once for each pair of record and output, without a virtual call a value.
/// </summary>
public interface IMetricWriter
{
    /// <summary>A number in single precision.</summary>
    void Scalar(MetricField field, float value);

    /// <summary>A number in double precision.</summary>
    void Scalar(MetricField field, double value);

    /// <summary>A whole number, an enum's number included.</summary>
    void Scalar(MetricField field, long value);

    /// <summary>True or false.</summary>
    void Scalar(MetricField field, bool value);

    /// <summary>A text in valid UTF-8.</summary>
    void Text(MetricField field, ReadOnlySpan<byte> utf8);

    /// <summary>A distribution of at least one value.</summary>
    void Histogram(MetricField field, ReadOnlySpan<float> values);

    /// <summary>A picture: rows from the top, pixels from the left, 1, 3 or 4 bytes each.</summary>
    void Image(MetricField field, int width, int height, int channels, ReadOnlySpan<byte> pixels);

    /// <summary>Numbers by name, as many values as names.</summary>
    void ScalarMap(MetricField field, MetricNames names, ReadOnlySpan<float> values);

    /// <summary>The field is absent from this record.</summary>
    void Missing(MetricField field);
}
