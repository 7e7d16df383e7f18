using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hamlet.Formats;
using Hamlet.Formats.EventFiles;
using Hamlet.Formats.Wandb;
using Hamlet.Metrics;

namespace Hamlet.Outputs.Wandb;

/// <summary>
/// A run's directory as W&amp;B's programs know it, being written. Records of one step are one row of history; its number is
/// <c>_step</c>, and curves are drawn over <c>global_step</c> or <c>episode</c>, which stand in the row.
/// </summary>
internal sealed class WandbRun : IDisposable
{
    private const int FlushBytes = 128 << 10;
    private const string IdLetters = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const int InterruptedCode = 255;
    private static readonly TimeSpan s_summaryEvery = TimeSpan.FromSeconds(15);

    private readonly SinkContext _context;
    private readonly WandbLog _log;
    private readonly WandbMedia _media;
    private readonly WandbRow _row;
    private readonly WandbSeriesTable _series;
    private readonly WandbSeries _globalStep;
    private readonly WandbSeries[] _episodes;
    private readonly float[] _histogram = new float[3 * HistogramRows.MaxRows];
    private readonly double _started;
    private readonly long _skipTo;
    private WandbTags?[] _tags = [];
    private long _rows;
    private long _summarised;
    private double _now;

    private WandbRun(SinkContext context, string directory, string id, WandbLog log, WandbHistory? history, long skipTo)
    {
        _context = context;
        Directory = directory;
        Id = id;
        _log = log;
        _media = new WandbMedia(Path.Combine(directory, "files"));
        _row = new WandbRow(context.Agents.Names.Count);
        _row.Clear();
        _series = history?.Series ?? new WandbSeriesTable();
        _globalStep = _series[WandbKeys.GlobalStep];
        _episodes = [.. Enumerable.Range(-1, context.Agents.Names.Count + 1).Select(agent => _series[EpisodeKey(agent)])];
        _rows = history?.Rows ?? 0;
        _started = history?.Started ?? Now(context);
        _now = _started;
        _skipTo = skipTo;
        _summarised = context.Time.GetTimestamp();
    }

    /// <summary>The run's directory.</summary>
    public string Directory { get; }

    /// <summary>The run's identifier for W&amp;B.</summary>
    public string Id { get; }

    /// <summary>The file of records.</summary>
    public string File => _log.Path;

    /// <summary>That file's length, all records included.</summary>
    public long Length => _log.Length;

    /// <summary>Records up to this step are in the file from before the run was resumed.</summary>
    public long SkipTo => _skipTo;

    /// <summary>Begins a run.</summary>
    public static WandbRun Create(WandbSettings settings, SinkContext context, IReadOnlyList<(string Key, byte[] Json)> config)
    {
        string id = settings.RunId ?? RandomNumberGenerator.GetString(IdLetters, 8);
        string stamp = context.Time.GetLocalNow().ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture);
        string prefix = settings.Mode == WandbMode.Online ? "run" : "offline-run";
        string directory = Path.GetFullPath(Path.Combine(settings.Folder, $"{prefix}-{stamp}-{id}"));
        System.IO.Directory.CreateDirectory(Path.Combine(directory, "files"));
        var log = new WandbLog(WandbLogWriter.Create(Path.Combine(directory, $"run-{id}.wandb")), 0);
        var run = new WandbRun(context, directory, id, log, history: null, skipTo: -1);
        log.Header();
        log.Run(settings, id, run._started, config);
        run.Define(WandbKeys.GlobalStep);
        foreach (string agent in context.Agents.Names)
        {
            run.Define(WandbKeys.Episode(context.Agents.Prefixed ? agent : null));
        }

        if (context.Agents.Prefixed)
        {
            run.Define(WandbKeys.Episode(null));
        }

        if (context.Configuration.Length > 0)
        {
            const string Name = "hamlet-config.yaml"; // W&B makes a config.yaml of its own.
            run._media.Write(Name, Encoding.UTF8.GetBytes(context.Configuration));
            log.File(Name, media: false);
        }

        log.Flush();
        return run;
    }

    /// <summary>Goes on with a run.</summary>
    public static WandbRun Continue(SinkContext context, WandbResume resume)
    {
        WandbHistory history = resume.History;
        var log = new WandbLog(WandbLogWriter.Continue(resume.File, history.Length), history.Records);
        return new WandbRun(context, resume.Directory, resume.Id, log, history, Math.Max(resume.SkipTo, history.SentStep));
    }

    /// <summary>Takes a record.</summary>
    public void Write(in MetricEntry entry)
    {
        if (entry.Axes.Step <= _skipTo)
        {
            return;
        }

        WandbTags tags = TagsOf(in entry);
        if (!_row.Takes(in entry, tags))
        {
            // Rows of one step go out together: after a crash either all of them are there, or none.
            EndRow(flush: entry.Axes.Step != _row.Step);
        }

        _row.Begin(in entry, tags);
        var visitor = new WandbVisitor(_row, tags, _media, _histogram, entry.Schema.Axis == MetricAxis.Episode, entry.Axes.Agent);
        entry.Visit(ref visitor);
    }

    /// <summary>Takes a number for the summary alone.</summary>
    public void Summarise(string key, double value) => _series[key].Set(WandbConfig.Number(value));

    /// <summary>Takes a file.</summary>
    public void Add(RunArtifact artifact)
    {
        _media.Copy(artifact);
        _log.File(artifact.Name, media: false);
        if (artifact.Metadata.Count > 0)
        {
            string name = artifact.Name + ".json";
            IEnumerable<string> lines = WandbConfig.Of(artifact.Metadata)
                .Select(static entry => $"  {Encoding.UTF8.GetString(WandbConfig.Text(entry.Key))}: {Encoding.UTF8.GetString(entry.Json)}");
            _media.Write(name, Encoding.UTF8.GetBytes($"{{\n{string.Join(",\n", lines)}\n}}\n"));
            _log.File(name, media: false);
        }
    }

    /// <summary>Makes the rows of all steps but the one at hand readable.</summary>
    public void Flush()
    {
        if (_context.Time.GetElapsedTime(_summarised) >= s_summaryEvery)
        {
            WriteSummary();
        }

        _log.Flush();
        RunFile.MustExist(_log.Path);
    }

    /// <summary>Ends the row at hand, writes everything to the device, and says how long the file is.</summary>
    public long Settle()
    {
        EndRow(flush: false);
        _log.FlushToDisk();
        return _log.Length;
    }

    /// <summary>Ends the run.</summary>
    /// <param name="success">Whether it came to its end; null where it was interrupted.</param>
    public void End(bool? success)
    {
        EndRow(flush: false);
        WriteSummary();
        _log.Exit(success switch { true => 0, false => 1, null => InterruptedCode }, (long)(Now(_context) - _started));
        _log.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _log.Dispose();

    private static double Now(SinkContext context) => (context.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    private void Define(string key)
    {
        _series[key].Defined = true;
        _log.Metric(_series[key].Key, over: null);
    }

    private void EndRow(bool flush)
    {
        if (_row.IsEmpty)
        {
            return;
        }

        foreach ((WandbSeries series, bool episode, int agent) in _row.Fresh)
        {
            _log.Metric(series.Key, episode ? EpisodeKey(agent) : WandbKeys.GlobalStep);
        }

        AddOwn(_globalStep, _row.Step);
        for (int agent = -1; agent < _context.Agents.Names.Count; agent++)
        {
            // Of the run and of its one agent the key is the same.
            if (_row.EpisodeOf(agent) is var episode and >= 0 && (agent != 0 || _context.Agents.Prefixed || _row.EpisodeOf(-1) < 0))
            {
                AddOwn(_episodes[agent + 1], episode);
            }
        }

        (int, int) marks = _row.Begin("_step"u8);
        JsonText.Write(_row.Items, _rows);
        _row.End(marks, null);
        AddOwn("_runtime"u8, Math.Max(0, _row.WallTime - _started));
        AddOwn("_timestamp"u8, _row.WallTime);
        _log.History(_row.Items, _rows++);
        foreach (string file in _row.Files)
        {
            _log.File(file, media: true);
        }

        _now = _row.WallTime;
        _row.Clear();
        if (flush && _log.Buffered >= FlushBytes)
        {
            _log.Flush();
        }
    }

    private string EpisodeKey(int agent) => WandbKeys.Episode(_context.Agents.Prefixed && agent >= 0 ? _context.Agents.Names[agent] : null);

    private void AddOwn(WandbSeries series, long value)
    {
        (int, int) marks = _row.Begin(series.Key);
        JsonText.Write(_row.Items, value);
        _row.End(marks, series);
    }

    private void AddOwn(ReadOnlySpan<byte> key, double value)
    {
        (int, int) marks = _row.Begin(key);
        JsonText.Write(_row.Items, value);
        _row.End(marks, null);
    }

    private void WriteSummary()
    {
        _summarised = _context.Time.GetTimestamp();
        double runtime = Math.Max(0, _now - _started);
        string seconds = ((long)runtime).ToString(CultureInfo.InvariantCulture);
        _log.Summary(
            _series.All.Where(static series => series.Changed && !series.Last.IsEmpty),
            [
                (WandbKeys.Step, Encoding.UTF8.GetBytes(Math.Max(0, _rows - 1).ToString(CultureInfo.InvariantCulture))),
                (WandbKeys.Runtime, WandbConfig.Number(runtime)),
                (WandbKeys.Timestamp, WandbConfig.Number(_now)),
                (WandbKeys.Own, Encoding.UTF8.GetBytes($"{{\"runtime\":{seconds}}}")),
            ]);
        foreach (WandbSeries series in _series.All)
        {
            series.Changed = false;
        }
    }

    private WandbTags TagsOf(in MetricEntry entry)
    {
        int id = entry.Tags.Id;
        if (id >= _tags.Length)
        {
            Array.Resize(ref _tags, Math.Max(id + 1, 2 * _tags.Length));
        }

        return _tags[id] ??= new WandbTags(_series, entry.Schema, entry.Tags);
    }
}
