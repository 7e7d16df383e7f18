namespace Hamlet.Metrics;

/// <summary>A picture logged without a record of its own.</summary>
[MetricRecord]
internal readonly partial record struct CustomImage
{
    [Step] public required long Step { get; init; }

    [Agent] public required int Agent { get; init; }

    [TagPart] public required TagName Tag { get; init; }

    /// <summary>The picture.</summary>
    [Image("{tag}")] public required MetricImage Image { get; init; }
}
