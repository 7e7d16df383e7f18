using Hamlet.Analysis.Reading;
using Hamlet.Hosting.Export;
using Hamlet.Live.Board;
using Hamlet.Outputs.Sqlite;
using Hamlet.Training.Runs;
using Microsoft.Data.Sqlite;

namespace Hamlet.Hosting.Commands;

/// <summary>What runs say of themselves, for the board.</summary>
/// <param name="directory">The directory of all runs.</param>
/// <param name="time">The clock.</param>
internal sealed class BoardRuns(string directory, TimeProvider time) : IBoardSource
{
    /// <inheritdoc/>
    public IReadOnlyList<BoardRun> List() =>
    [
        .. new ExperimentManager(directory, time).List().Select(run => new BoardRun(Path.GetRelativePath(directory, run.Path), run.Path)
        {
            Experiment = run.Experiment,
            State = run.State.ToString().ToLowerInvariant(),
            Reason = run.Reason,
            Steps = run.Info?.Steps ?? 0,
            Duration = run.Duration,
            Started = run.Info?.StartedAt ?? new DateTimeOffset(Directory.GetCreationTimeUtc(run.Path)),
            BestReturn = run.BestReturn,
            LastReturn = run.LastReturn,
        }),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<EndedAt> Episodes(string run)
    {
        try
        {
            var episodes = new List<EndedAt>();
            using MetricDatabase database = MetricDatabase.Open(run);
            database.Run(
                "SELECT agent_id, episode, step FROM episode ORDER BY episode",
                static _ => { },
                row => episodes.Add(new EndedAt((string?)row[0] ?? "", (long)row[1]!, (long)row[2]!)));
            return episodes;
        }
        catch (Exception e) when (e is FileNotFoundException or SqliteException)
        {
            // Without a database, or before its first episode: curves are shown along their own axis.
            return [];
        }
    }

    /// <inheritdoc/>
    public byte[] Csv(BoardRun run, string? tag)
    {
        var bytes = new MemoryStream();
        using var export = new CsvExport(bytes, tag);
        export.Begin(run.Name);
        new RunReader(new RunFolder(run.Name, run.Path), export).Read();
        export.End();
        return bytes.ToArray();
    }
}
