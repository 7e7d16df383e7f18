namespace Hamlet.Metrics;

/// <summary>What a field of a record is.</summary>
public enum MetricKind
{
    /// <summary>A number.</summary>
    Scalar,

    /// <summary>A distribution.</summary>
    Histogram,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A picture.</summary>
    Image,

    /// <summary>Numbers by name.</summary>
    ScalarMap,
}
