namespace Hamlet.Metrics;

/// <summary>How many records were dropped because the ring was full; logged as soon as there is room again.</summary>
[MetricRecord(Clocked = true)]
internal readonly partial record struct DroppedRecords
{
    [Step] public required long Step { get; init; }

    /// <summary>Records dropped since the log was made.</summary>
    [Scalar("performance/dropped_records", Unit = "records")] public required long Total { get; init; }
}
