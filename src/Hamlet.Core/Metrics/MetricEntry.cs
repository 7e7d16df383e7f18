namespace Hamlet.Metrics;

/// <summary>One record as an output sees it, on the writer thread. Valid only during the call.</summary>
public readonly ref struct MetricEntry
{
    private readonly ReadOnlySpan<byte> _fields;

    internal MetricEntry(MetricSchema schema, MetricTags tags, long sequence, double wallTime, MetricAxes axes, ReadOnlySpan<byte> fields)
    {
        Schema = schema;
        Tags = tags;
        Sequence = sequence;
        WallTime = wallTime;
        Axes = axes;
        _fields = fields;
    }

    /// <summary>What is known of the record.</summary>
    public MetricSchema Schema { get; }

    /// <summary>Its tags.</summary>
    public MetricTags Tags { get; }

    /// <summary>Counts the records of a run from 0, also across a resume.</summary>
    public long Sequence { get; }

    /// <summary>When it was logged: seconds since 1970 UTC, always finite.</summary>
    public double WallTime { get; }

    /// <summary>Its step, its episode (the one its agent was in, if it did not say; 0 before the first) and its agent (-1: the run).</summary>
    public MetricAxes Axes { get; }

    /// <summary>The position on the horizontal axis of its curves.</summary>
    public long X => Schema.Axis == MetricAxis.Episode ? Axes.Episode : Axes.Step;

    /// <summary>The values as they are encoded.</summary>
    internal ReadOnlySpan<byte> Fields => _fields;

    /// <summary>Hands the values over, in the order of the fields; each field exactly once.</summary>
    public void Visit<TWriter>(ref TWriter writer)
        where TWriter : IMetricWriter
    {
        var decoder = new MetricDecoder(_fields);
        Schema.Visit(ref decoder, ref writer);
    }
}
