using Hamlet.Metrics;

namespace Hamlet.Outputs.Sqlite;

/// <summary>The options of the output <c>database</c>.</summary>
[Options]
public sealed partial record SqliteOptions : ISinkOptions
{
    /// <summary>Whether the database is written.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How many rows are committed together at the latest; a flush commits what there is.</summary>
    [Range(1, 1_000_000)]
    [Option(Unit = "rows")]
    public int CommitRows { get; init; } = 10_000;

    /// <summary>How long opening waits while another process has the database locked. A write then waits a tenth of a second at most: its
    /// records are kept and it is tried again, so that the other outputs need not wait too.</summary>
    [Range(0, 3600)]
    [Option(Unit = "seconds")]
    public double BusyTimeout { get; init; } = 30;
}
