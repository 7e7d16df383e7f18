namespace Hamlet.Metrics;

/// <summary>
/// The tags of a record with their run-time parts filled in: one object for each combination of schema, agent and parts, made when
/// the combination is first seen. Outputs cache by <see cref="Id"/>.
/// </summary>
public sealed class MetricTags
{
    internal MetricTags(int id, byte[][] full, byte[][] plain)
    {
        Id = id;
        Full = full;
        Plain = plain;
    }

    /// <summary>Counts from 0 within one <see cref="MetricLog"/>.</summary>
    public int Id { get; }

    /// <summary>By field: the tag in UTF-8, with the agent's prefix where the run has several agents. For a map: the prefix of its tags.</summary>
    public IReadOnlyList<byte[]> Full { get; }

    /// <summary>By field: the tag in UTF-8 without an agent's prefix.</summary>
    public IReadOnlyList<byte[]> Plain { get; }

    /// <summary>The texts of the tag parts, in the order of <see cref="MetricSchema.TagParts"/>.</summary>
    public IReadOnlyList<string> Parts { get; internal init; } = [];
}
