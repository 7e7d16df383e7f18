using Hamlet.Metrics;

namespace Hamlet.Tests.Metrics;

/// <summary>A text of any length, with two parts in its tag.</summary>
[MetricRecord]
internal readonly partial record struct NoteMetrics(
    [Step] long Step,
    [Agent] int Agent,
    [TagPart] TagName Phase,
    [TagPart] TagName Name,
    [Text("{phase}/{name}/Note")] string? Note);
