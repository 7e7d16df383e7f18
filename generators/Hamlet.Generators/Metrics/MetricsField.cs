namespace Hamlet.Generators.Metrics;

/// <summary>A metric of a record.</summary>
/// <param name="Property">The property's name.</param>
/// <param name="Column">The same in snake case.</param>
/// <param name="Kind">What it is; never a coordinate.</param>
/// <param name="Tag">The tag with its braces; empty for what is only a column.</param>
/// <param name="Unit">The unit, if it was given.</param>
/// <param name="Description">The doc comment.</param>
/// <param name="Scalar">How a scalar is stored; null for every other kind.</param>
internal sealed record MetricsField(
    string Property,
    string Column,
    MetricRole Kind,
    string Tag,
    string? Unit,
    string Description,
    ScalarStorage? Scalar);
