namespace Hamlet.Analysis.Reading;

/// <summary>Adds every scalar to the statistics of its tag.</summary>
internal sealed class SeriesVisitor : IScalarVisitor
{
    /// <summary>The only one: it holds nothing, the tags do.</summary>
    public static SeriesVisitor Instance { get; } = new();

    /// <inheritdoc/>
    public void Reset()
    {
        // The tags are made anew.
    }

    /// <inheritdoc/>
    public void Visit(RunTag tag, long step, double wallTime, double value) => tag.Series.Add(step, wallTime, value);
}
