using System.Globalization;

namespace Hamlet.Training.Checkpoints;

/// <summary>
/// The checkpoints of a run: writes them beside training, keeps the latest and the best, finds and reads them. What there is it learns from
/// the disk, so that it goes on where another process ended. A save that fails is reported and stops nothing; the checkpoints before it stay.
/// </summary>
public sealed class CheckpointManager : IDisposable
{
    /// <summary>The directory of checkpoints within that of a run.</summary>
    public const string FolderName = "checkpoints";

    private readonly CheckpointOptions _options;
    private readonly CheckpointStore _store;
    private readonly CheckpointRun _run;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly List<CheckpointInfo> _all;
    private readonly List<CheckpointException> _damaged;
    private Task _writing = Task.CompletedTask;

    /// <summary>Looks at what there is and deletes what an earlier process left half written.</summary>
    /// <param name="runDirectory">The directory of the run.</param>
    /// <param name="run">What the checkpoints say of the run.</param>
    /// <param name="options">What is kept; null for the defaults.</param>
    /// <param name="time">The clock that stamps them; null for the system's.</param>
    public CheckpointManager(string runDirectory, CheckpointRun run, CheckpointOptions? options = null, TimeProvider? time = null)
        : this(runDirectory, run, options, time, new DiskFiles())
    {
    }

    internal CheckpointManager(
        string runDirectory, CheckpointRun run, CheckpointOptions? options, TimeProvider? time, ICheckpointFiles files, bool tidies = true)
    {
        _options = options ?? new CheckpointOptions();
        _run = run;
        _time = time ?? TimeProvider.System;
        _store = new CheckpointStore(Path.Combine(runDirectory, FolderName), files);
        if (tidies)
        {
            _store.DeleteLeftovers();
        }

        (_all, _damaged) = _store.List();
    }

    /// <summary>Told, on the thread that writes, of each checkpoint that is on the disk.</summary>
    public Action<CheckpointInfo>? OnSaved { get; init; }

    /// <summary>Told, on the thread that writes, of each save or deletion that failed.</summary>
    public Action<Exception>? OnFailed { get; init; }

    /// <summary>The checkpoints that there are, by number.</summary>
    public IReadOnlyList<CheckpointInfo> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _all];
            }
        }
    }

    /// <summary>What looks like a checkpoint and cannot be used, with the reasons.</summary>
    public IReadOnlyList<CheckpointException> Damaged
    {
        get
        {
            lock (_lock)
            {
                return [.. _damaged];
            }
        }
    }

    /// <summary>The one with the most steps; null if there is none.</summary>
    public CheckpointInfo? Latest => All is { Count: > 0 } all ? all[^1] : null;

    /// <summary>The best by the metric of the options, of equal ones the latest; null if none knows that metric.</summary>
    public CheckpointInfo? Best => ByMetric(All).FirstOrDefault();

    /// <summary>Where the checkpoint of a number is, if there is one.</summary>
    /// <param name="runDirectory">The directory of the run.</param>
    /// <param name="step">The number.</param>
    public static string PathOf(string runDirectory, long step) => CheckpointStore.PathOf(Path.Combine(runDirectory, FolderName), step);

    /// <summary>
    /// Reads a checkpoint of a run that is somebody else's: as <see cref="Load"/> does, without touching anything there.
    /// </summary>
    /// <param name="runDirectory">The directory of the run.</param>
    /// <param name="which"><c>best</c> by the mean return of the last training episodes, <c>latest</c>, or a number.</param>
    /// <exception cref="CheckpointException">There is none that can be used.</exception>
    public static CheckpointContent LoadFrom(string runDirectory, string which)
    {
        using var manager = new CheckpointManager(
            runDirectory, new CheckpointRun("", "", ""), options: null, time: null, new DiskFiles(), tidies: false);
        return manager.Load(which);
    }

    /// <summary>The numbers of the checkpoints of a run, in order, without touching anything there.</summary>
    /// <param name="runDirectory">The directory of the run.</param>
    public static IReadOnlyList<long> Numbers(string runDirectory) =>
        [.. new CheckpointStore(Path.Combine(runDirectory, FolderName), new DiskFiles()).List().Whole.Select(static c => c.Step)];

    /// <summary>Whether one is being written now.</summary>
    public bool IsWriting => !_writing.IsCompleted;

    /// <summary>The checkpoint of a number; null if there is none.</summary>
    public CheckpointInfo? Find(long step) => All.FirstOrDefault(c => c.Step == step);

    /// <summary>
    /// Begins to write a checkpoint on another thread; only where one is still being written this waits for that first. One whose number
    /// there is already is not written again.
    /// </summary>
    public void Save(CheckpointSnapshot snapshot)
    {
        Wait();
        if (Find(snapshot.Step) is null)
        {
            _writing = Task.Factory.StartNew(
                () => Write(snapshot), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    /// <summary>Waits until nothing is being written.</summary>
    public void Wait() => _writing.GetAwaiter().GetResult();

    /// <summary>
    /// Reads <c>latest</c>, <c>best</c>, or a number. A damaged one is added to <see cref="Damaged"/>, and in its place the next whole one is
    /// read: the next older, or the next best. Of a number there is no other.
    /// </summary>
    /// <exception cref="CheckpointException">There is none that can be used.</exception>
    public CheckpointContent Load(string which = "latest")
    {
        Wait();
        List<string> reasons = [];
        foreach (CheckpointInfo info in Candidates(which))
        {
            try
            {
                return CheckpointReader.Read(info.Path);
            }
            catch (CheckpointException e)
            {
                reasons.Add(e.Message);
                lock (_lock)
                {
                    _all.Remove(info);
                    _damaged.Add(e);
                }
            }
        }

        reasons.AddRange(Damaged.Select(static e => e.Message).Except(reasons));
        string none = $"There is no checkpoint '{which}' in '{_store.DirectoryPath}'.";
        string known = All is { Count: > 0 } all ? $" There are {string.Join(", ", all.Select(static c => c.Step.ToString(CultureInfo.InvariantCulture)))}." : "";
        throw new CheckpointException(string.Join(' ', [none + known, .. reasons]));
    }

    /// <summary>
    /// Deletes the checkpoints after a number, which a run that is resumed from there will make anew.
    /// </summary>
    public void DeleteAfter(long step)
    {
        foreach (CheckpointInfo info in All.Where(c => c.Step > step))
        {
            Delete(info);
        }
    }

    /// <summary>Waits until nothing is being written.</summary>
    public void Dispose() => Wait();

    private IEnumerable<CheckpointInfo> Candidates(string which) => which switch
    {
        "latest" => All.Reverse(),
        "best" => ByMetric(All),
        _ when long.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out long step) => All.Where(c => c.Step == step),
        _ => throw new CheckpointException($"'{which}' is no checkpoint: say best, latest, or the number of one."),
    };

    private IEnumerable<CheckpointInfo> ByMetric(IReadOnlyList<CheckpointInfo> all)
    {
        IEnumerable<CheckpointInfo> known = all.Where(c => c.Metrics.ContainsKey(_options.Metric)).Reverse();
        double Value(CheckpointInfo info) => info.Metrics[_options.Metric];
        return _options.Mode == CheckpointMode.Max ? known.OrderByDescending(Value) : known.OrderBy(Value);
    }

    private void Write(CheckpointSnapshot snapshot)
    {
        CheckpointInfo info;
        try
        {
            snapshot.Complete?.Invoke();
            info = _store.Write(snapshot, _run, _options.Replay, _time);
            lock (_lock)
            {
                _all.Add(info);
                _all.Sort(static (a, b) => a.Step.CompareTo(b.Step));
            }
        }
        catch (Exception e)
        {
            OnFailed?.Invoke(e);
            return;
        }

        OnSaved?.Invoke(info);
        Prune();
    }

    // After a save, never before: at no moment are there fewer whole checkpoints than are to be kept.
    private void Prune()
    {
        IReadOnlyList<CheckpointInfo> all = All;
        HashSet<CheckpointInfo> kept = [.. all.TakeLast(_options.Keep), .. ByMetric(all).Take(_options.KeepBest)];
        foreach (CheckpointInfo info in all.Where(info => !kept.Contains(info)))
        {
            Delete(info);
        }
    }

    private void Delete(CheckpointInfo info)
    {
        try
        {
            _store.Delete(info.Step);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            OnFailed?.Invoke(e);
        }

        // Also where only its remains could not be deleted.
        if (!Directory.Exists(info.Path))
        {
            lock (_lock)
            {
                _all.Remove(info);
            }
        }
    }
}
