namespace Hamlet.Metrics;

/// <summary>A distribution logged without a record of its own.</summary>
[MetricRecord]
internal readonly partial record struct CustomHistogram
{
    [Step] public required long Step { get; init; }

    [Agent] public required int Agent { get; init; }

    [TagPart] public required TagName Tag { get; init; }

    /// <summary>Its values.</summary>
    [Histogram("{tag}")] public required ReadOnlyMemory<float> Values { get; init; }
}
