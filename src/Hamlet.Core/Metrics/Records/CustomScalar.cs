namespace Hamlet.Metrics;

/// <summary>A number logged without a record of its own.</summary>
[MetricRecord]
internal readonly partial record struct CustomScalar
{
    [Step] public required long Step { get; init; }

    [Agent] public required int Agent { get; init; }

    [TagPart] public required TagName Tag { get; init; }

    /// <summary>The number.</summary>
    [Scalar("{tag}")] public required double Value { get; init; }
}
