namespace Hamlet.Metrics;

/// <summary>What is known of one field of a record. Written by the generator.</summary>
public sealed record MetricField
{
    /// <summary>Its place among the record's fields, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The property's name.</summary>
    public required string Name { get; init; }

    /// <summary>The property's name in snake case: the SQL column, the CSV column, the <c>metric_name</c>.</summary>
    public required string Column { get; init; }

    /// <summary>The tag with its <c>{parts}</c>, or the prefix of a map's tags; empty for what is in tables only.</summary>
    public required string Tag { get; init; }

    /// <summary>What it is.</summary>
    public required MetricKind Kind { get; init; }

    /// <summary>How a scalar is stored.</summary>
    public MetricType Type { get; init; }

    /// <summary>Whether it may be absent from a record.</summary>
    public bool Optional { get; init; }

    /// <summary>The unit, or null.</summary>
    public string? Unit { get; init; }

    /// <summary>The property's doc comment as plain text.</summary>
    public string Description { get; init; } = "";
}
