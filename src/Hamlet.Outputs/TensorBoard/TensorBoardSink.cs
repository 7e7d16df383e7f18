using Hamlet.Formats.EventFiles;
using Hamlet.Metrics;
using Hamlet.State;

namespace Hamlet.Outputs.TensorBoard;

/// <summary>
/// Writes TensorBoard event files into the run's directory. All values of a record are one event, at the record's step or episode. The
/// file is made when the first record comes; a process never continues the file of another one.
/// </summary>
[Sink("tensorboard")]
public sealed class TensorBoardSink : IMetricSink, IHyperparameterSink
{
    private const string Program = "hamlet";

    private readonly SinkContext _context;
    private readonly float[] _histogram;
    private EventFileWriter? _file;
    private TensorBoardTags?[] _tags = [];
    private Kept _kept;
    private long _refused;

    /// <summary>Makes the output; the first record makes the file.</summary>
    public TensorBoardSink(TensorBoardOptions options, SinkContext context)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.HistogramBuckets);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.HistogramBuckets, HistogramRows.MaxRows);
        _context = context;
        _histogram = new float[3 * options.HistogramBuckets];
        _kept = new Kept("", 0, context.FirstStep - 1);
    }

    /// <summary>
    /// How many values were left out because their tag had a value at the same step or at a later one already: TensorBoard's readers
    /// would drop values that were right.
    /// </summary>
    public long Refused => _refused + (_file?.Refused ?? 0);

    /// <inheritdoc/>
    public string OpenCommand => $"tensorboard --logdir {ShellWord.Of(_context.RunDirectory)}";

    /// <inheritdoc/>
    public void Write(in MetricEntry entry)
    {
        EventFileWriter file = _file ?? Open();
        var visitor = new TensorBoardVisitor(file, TagsOf(file, in entry), _histogram);
        file.Begin(entry.WallTime, entry.X);
        entry.Visit(ref visitor);
        file.End();
    }

    /// <summary>Writes the run's values for the page HPARAMS, and the layout of the page "Custom Scalars".</summary>
    public void WriteHyperparameters(IReadOnlyList<Hyperparameter> values, IReadOnlyList<string> metrics)
    {
        EventFileWriter file = _file ?? Open();
        double now = Now();
        byte[] experiment = _context.Sweep is { } sweep
            ? HyperparameterMessages.Columns(sweep.Columns, metrics)
            : HyperparameterMessages.Experiment(values, metrics);
        WriteAlone(file, now, HyperparameterMessages.ExperimentTag, experiment);
        WriteAlone(file, now, HyperparameterMessages.StartTag, HyperparameterMessages.Start(values, _context.Sweep?.Group ?? "", now));
        file.Begin(now, 0);
        file.Layout(ChartLayout.For(_context.Agents));
        file.End();
    }

    /// <summary>Writes the final numbers and the end of the session.</summary>
    public void WriteOutcome(bool success, IReadOnlyList<(string Tag, double Value)> metrics)
    {
        EventFileWriter file = _file ?? Open();
        double now = Now();

        // Step 0, whatever the run's: a metric of that page with a step of more than 31 bits would keep the whole page from loading.
        file.Begin(now, 0);
        foreach ((string tag, double value) in metrics)
        {
            file.Scalar(file.Tag(tag), (float)value);
        }

        file.End();
        WriteAlone(file, now, HyperparameterMessages.EndTag, HyperparameterMessages.End(success, now));
    }

    /// <inheritdoc/>
    public void Flush()
    {
        if (_file is not null)
        {
            _file.Flush();
            RunFile.MustExist(Path.Combine(_context.RunDirectory, _file.Name));
        }
    }

    /// <summary>Writes everything to the device, and notes the file, its length and the greatest step in it.</summary>
    public void SaveState(StateWriter writer)
    {
        _file?.FlushToDisk();
        Kept kept = _file is null ? _kept : new Kept(_file.Name, _file.Length, _file.GreatestStep);
        writer.Write("file", kept.File);
        writer.Write("length", kept.Length);
        writer.Write("greatest_step", kept.GreatestStep);
    }

    /// <summary>
    /// Cuts the noted file to its noted length and deletes every later one. What follows goes into a new file, whose session starts after
    /// the greatest step that was kept, so that no reader takes anything away from it.
    /// </summary>
    public void LoadState(StateReader reader)
    {
        var kept = new Kept(reader.ReadText("file"), reader.ReadInt64("length"), reader.ReadInt64("greatest_step"));
        if (kept.File != Path.GetFileName(kept.File) || (kept.File.Length > 0 && !EventFileName.IsEventFile(kept.File)))
        {
            throw new StateException($"'{kept.File}' is not the name of an event file.");
        }

        Close();
        EventFileTail.Cut(_context.RunDirectory, kept.File, kept.Length);
        _kept = kept;
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private static void WriteAlone(EventFileWriter file, double now, string tag, byte[] message)
    {
        file.Begin(now, 0);
        file.Hyperparameters(file.Tag(tag), message);
        file.End();
    }

    private double Now() => (_context.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    private EventFileWriter Open()
    {
        long firstStep = Math.Max(_context.FirstStep, _kept.GreatestStep + 1);
        _file = EventFileWriter.Create(_context.RunDirectory, Program, firstStep, _context.Time);
        return _file;
    }

    private void Close()
    {
        if (_file is not null)
        {
            _refused += _file.Refused;
            _kept = new Kept(_file.Name, _file.Length, _file.GreatestStep);
            _tags = [];
            EventFileWriter file = _file;
            _file = null;
            file.Dispose();
        }
    }

    private TensorBoardTags TagsOf(EventFileWriter file, in MetricEntry entry)
    {
        int id = entry.Tags.Id;
        return id < _tags.Length && _tags[id] is { } known ? known : AddTags(file, in entry);
    }

    private TensorBoardTags AddTags(EventFileWriter file, in MetricEntry entry)
    {
        int id = entry.Tags.Id;
        if (id >= _tags.Length)
        {
            Array.Resize(ref _tags, Math.Max(id + 1, 2 * _tags.Length));
        }

        return _tags[id] = new TensorBoardTags(file, entry.Schema, entry.Tags);
    }

    /// <summary>How far the run's files are written: the last file, its length, and the greatest step of all.</summary>
    private readonly record struct Kept(string File, long Length, long GreatestStep);
}
