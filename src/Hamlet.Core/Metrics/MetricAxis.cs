namespace Hamlet.Metrics;

/// <summary>What a record's curves are drawn over.</summary>
public enum MetricAxis
{
    /// <summary>Environment steps, summed over the environments.</summary>
    Step,

    /// <summary>Episodes of the record's agent.</summary>
    Episode,
}
