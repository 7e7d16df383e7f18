using Hamlet.Analysis.Reading;

namespace Hamlet.Live.Board;

/// <summary>The runs of the board: listed anew now and then, their logs kept while somebody looks at them.</summary>
/// <param name="directory">The directory of all runs.</param>
/// <param name="source">What the runs say of themselves.</param>
/// <param name="time">The clock.</param>
internal sealed class BoardLogs(string directory, IBoardSource source, TimeProvider time)
{
    // A thousand tags are some 14 MB.
    private const int MostOpen = 24;

    private static readonly TimeSpan s_listEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, BoardLog> _open = new(StringComparer.Ordinal);
    private readonly List<string> _recent = [];
    private Dictionary<string, BoardRun> _runs = new(StringComparer.Ordinal);
    private long _listed = long.MinValue;

    /// <summary>The runs, the newest first.</summary>
    /// <exception cref="DirectoryNotFoundException">The directory has been deleted.</exception>
    public IReadOnlyCollection<BoardRun> List()
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            if (!Directory.Exists(directory))
            {
                throw new DirectoryNotFoundException($"the directory '{directory}' is no longer there: put it back, or start hamlet board with another --logdir");
            }

            if (_listed == long.MinValue || time.GetElapsedTime(_listed, now) >= s_listEvery)
            {
                _runs = Find().ToDictionary(static run => run.Name, StringComparer.Ordinal);
                _listed = time.GetTimestamp();
            }

            return _runs.Values;
        }
    }

    /// <summary>A run of the list; null where there is none of that name. A name is looked up and never made a path, so that nobody reads elsewhere.</summary>
    public BoardRun? Run(string name)
    {
        List();
        lock (_lock)
        {
            return _runs.GetValueOrDefault(name);
        }
    }

    /// <summary>The log of a run.</summary>
    public BoardLog Log(BoardRun run)
    {
        lock (_lock)
        {
            _recent.Remove(run.Path);
            _recent.Add(run.Path);
            if (!_open.TryGetValue(run.Path, out BoardLog? log))
            {
                _open.Add(run.Path, log = new BoardLog(run.Path, time));
            }

            if (_recent.Count > MostOpen)
            {
                _open.Remove(_recent[0]);
                _recent.RemoveAt(0);
            }

            return log;
        }
    }

    /// <summary>Which step each of a run's episodes ended at.</summary>
    public EpisodeClock Clock(BoardRun run) => new(source.Episodes(run.Path));

    /// <summary>All scalars of a run, or those of a tag, as a table.</summary>
    public byte[] Csv(BoardRun run, string? tag) => source.Csv(run, tag);

    // Ours, and beside them what any other program has logged here.
    private IEnumerable<BoardRun> Find()
    {
        IReadOnlyList<BoardRun> known = source.List();
        var paths = known.Select(static run => Path.GetFullPath(run.Path)).ToHashSet(StringComparer.Ordinal);
        return known.Concat(RunFolder.Find(directory)
            .Where(folder => !paths.Contains(Path.GetFullPath(folder.Path)))
            .Select(static folder => new BoardRun(folder.Name, folder.Path) { Started = new DateTimeOffset(Directory.GetLastWriteTimeUtc(folder.Path)) })
            .OrderByDescending(static run => run.Started).ThenBy(static run => run.Name, StringComparer.Ordinal));
    }
}
