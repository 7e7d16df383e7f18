using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Reading;

/// <summary>A tag of a run.</summary>
/// <param name="utf8">The tag as it stands in the file.</param>
/// <param name="tag">What is known of it; different bytes that are no UTF-8 may give the same text, and so share it.</param>
internal sealed class TagEntry(byte[] utf8, RunTag tag)
{
    /// <summary>The tag as it stands in the file.</summary>
    public byte[] Utf8 { get; } = utf8;

    /// <summary>What is known of it.</summary>
    public RunTag Tag { get; } = tag;

    /// <summary>The tag that came after this one last time, and so probably will.</summary>
    public TagEntry? Next { get; set; }
}
