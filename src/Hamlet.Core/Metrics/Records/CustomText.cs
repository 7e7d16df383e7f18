namespace Hamlet.Metrics;

/// <summary>A text logged without a record of its own.</summary>
[MetricRecord]
internal readonly partial record struct CustomText
{
    [Step] public required long Step { get; init; }

    [Agent] public required int Agent { get; init; }

    [TagPart] public required TagName Tag { get; init; }

    /// <summary>The text.</summary>
    [Text("{tag}")] public required string Value { get; init; }
}
