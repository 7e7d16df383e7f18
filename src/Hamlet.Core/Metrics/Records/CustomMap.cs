namespace Hamlet.Metrics;

/// <summary>Numbers by name logged without a record of their own.</summary>
[MetricRecord]
internal readonly partial record struct CustomMap
{
    [Step] public required long Step { get; init; }

    [Agent] public required int Agent { get; init; }

    [TagPart] public required TagName Prefix { get; init; }

    /// <summary>The numbers.</summary>
    [ScalarMap("{prefix}")] public required MetricMap Values { get; init; }
}
