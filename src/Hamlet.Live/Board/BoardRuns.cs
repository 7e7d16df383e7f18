using Hamlet.Analysis;
using Hamlet.Analysis.Reading;
using Hamlet.Analysis.Rules;

namespace Hamlet.Live.Board;

/// <summary>The runs of a log directory, finished ones and those under way: what was read is kept, and what is new is read when it is asked for.</summary>
/// <param name="directory">The log directory.</param>
/// <param name="time">The clock.</param>
internal sealed class BoardRuns(string directory, TimeProvider time)
{
    // However many ask: a file is looked at no more often.
    private static readonly TimeSpan s_readEvery = TimeSpan.FromSeconds(1);

    private readonly LogAnalyzer _reader = new(directory, AnalysisRules.Default, time);
    private readonly Lock _lock = new();
    private IReadOnlyList<RunData> _runs = [];
    private long? _readAt;

    /// <summary>The log directory.</summary>
    public string Directory => directory;

    /// <summary>Does something with the runs, in natural order, while nobody else reads.</summary>
    public T With<T>(Func<IReadOnlyList<RunData>, T> use)
    {
        lock (_lock)
        {
            if (_readAt is not { } readAt || time.GetElapsedTime(readAt) >= s_readEvery)
            {
                _runs = System.IO.Directory.Exists(directory) ? _reader.Read() : [];
                _readAt = time.GetTimestamp();
            }

            return use(_runs);
        }
    }

    /// <summary>Where a run is; null where there is none of the name. Names come from outside: only one that was found is ever opened.</summary>
    public RunFolder? Find(string? name) => With(runs => runs.FirstOrDefault(r => r.Folder.Name == name)?.Folder);
}
