namespace Hamlet.Metrics;

/// <summary>
/// What becomes of an output whose failure may pass by itself (<see cref="IMetricSink.MayPass"/>): its records are kept and it is tried
/// again, after a delay that doubles. Any other failure closes an output at once.
/// </summary>
public sealed record SinkRetryOptions
{
    /// <summary>How often it is tried again without success before it is closed. 0 closes it at its first failure.</summary>
    public int Attempts { get; init; } = 60;

    /// <summary>The time before the first attempt; it doubles with each.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest time between two attempts. With the defaults an output is given up after about five minutes.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many bytes of records are kept for one output meanwhile; those that come when they are full are lost, and counted.</summary>
    public long KeptBytes { get; init; } = 64 << 20;
}
