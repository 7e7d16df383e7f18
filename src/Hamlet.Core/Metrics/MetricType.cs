namespace Hamlet.Metrics;

/// <summary>How a scalar is stored.</summary>
public enum MetricType
{
    /// <summary>Not a scalar.</summary>
    None,

    /// <summary>Single precision.</summary>
    Single,

    /// <summary>Double precision.</summary>
    Double,

    /// <summary>A whole number of up to 64 bits, an enum's number included.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Boolean,
}
