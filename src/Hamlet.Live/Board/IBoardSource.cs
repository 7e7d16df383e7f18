namespace Hamlet.Live.Board;

/// <summary>What the board shows and does not find in event files.</summary>
internal interface IBoardSource
{
    /// <summary>All runs there are now, the newest first.</summary>
    IReadOnlyList<BoardRun> List();

    /// <summary>When the episodes of a run ended, in their order; none where the run does not keep that.</summary>
    /// <param name="run">The run's directory.</param>
    IReadOnlyList<EndedAt> Episodes(string run);

    /// <summary>All scalars of a run as <c>hamlet export-scalars</c> writes them: every point of the log, not those of the drawn curve.</summary>
    /// <param name="run">The run.</param>
    /// <param name="tag">The tag; null for all.</param>
    byte[] Csv(BoardRun run, string? tag);
}
