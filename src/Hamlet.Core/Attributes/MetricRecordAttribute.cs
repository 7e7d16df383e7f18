using Hamlet.Metrics;

namespace Hamlet;

/// <summary>
/// Marks a <c>readonly partial record struct</c> whose properties are metrics. The compiler writes its schema, its encoding and the visit
/// that hands its values to every output. It may be nested in other types, and private there: then it is logged as any other is, and only the reference
/// of all metrics, which names what the whole assembly sees, is without it.
/// </summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class MetricRecordAttribute : Attribute
{
    /// <summary>Takes the record's name from the type.</summary>
    public MetricRecordAttribute()
    {
    }

    /// <summary>Names the record.</summary>
    public MetricRecordAttribute(string name) => Name = name;

    /// <summary>
    /// The record's name, which is also that of its table and its CSV file; null for the type's name without an ending <c>Metrics</c> or
    /// <c>Record</c>, in snake case.
    /// </summary>
    public string? Name { get; }

    /// <summary>The horizontal axis of its curves.</summary>
    public MetricAxis Axis { get; set; } = MetricAxis.Step;

    /// <summary>Whether its values depend on the clock, which exempts it from every promise of equality between runs.</summary>
    public bool Clocked { get; set; }
}
