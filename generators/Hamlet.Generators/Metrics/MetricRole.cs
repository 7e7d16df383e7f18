namespace Hamlet.Generators.Metrics;

/// <summary>What an attribute makes of a property of a metric record.</summary>
internal enum MetricRole
{
    Step,
    Episode,
    Agent,
    TagPart,
    Scalar,
    Histogram,
    Text,
    Image,
    ScalarMap,
    Column,
}
