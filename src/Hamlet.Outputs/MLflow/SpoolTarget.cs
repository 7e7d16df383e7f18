using Hamlet.Metrics;
using Hamlet.Outputs.Remote;
using Hamlet.State;

namespace Hamlet.Outputs.MLflow;

/// <summary>
/// Runs on a server: <c>uploads/mlflow-ID.jsonl</c> in the run's directory, which another thread sends. Points of one step are written
/// together.
/// </summary>
internal sealed class SpoolTarget : IMlflowTarget
{
    private const int FlushBytes = 128 << 10;

    private readonly SinkContext _context;
    private readonly MlflowSettings _settings;
    private readonly SpoolFile _file;
    private readonly string _name;
    private readonly List<SpoolRun> _runs = [];

    private SpoolTarget(SinkContext context, MlflowSettings settings, string name, long length, long skipTo)
    {
        _context = context;
        _settings = settings;
        _name = name;
        SkipTo = skipTo;
        _file = new SpoolFile(Path.Combine(context.RunDirectory, UploadState.FolderName, name + ".jsonl"), length);
    }

    /// <inheritdoc/>
    public IReadOnlyList<IMlflowRun> Runs => _runs;

    /// <inheritdoc/>
    public long SkipTo { get; }

    /// <summary>The file that says how far it has been sent.</summary>
    public string StatePath => UploadState.PathOf(_context.RunDirectory, _name);

    /// <summary>The directory of copies of files that are to be sent.</summary>
    private string Folder => FolderOf(_context.RunDirectory, _name);

    /// <summary>Begins a file.</summary>
    public static SpoolTarget Create(MlflowSettings settings, SinkContext context)
    {
        var target = new SpoolTarget(context, settings, $"mlflow-{Guid.NewGuid().ToString("N")[..12]}", 0, -1);
        target.NewState().Write(target.StatePath);
        return target;
    }

    /// <summary>Goes on with a file.</summary>
    public static SpoolTarget Continue(MlflowSettings settings, SinkContext context, SpoolState state)
    {
        var target = new SpoolTarget(context, settings, state.Name, state.Kept, state.SkipTo);
        for (int i = 0; i < state.Runs; i++)
        {
            target._runs.Add(target.NewRun(i));
            target._runs[i].SetStatus(MlflowStatus.Running);
        }

        UploadState sent = UploadState.Read(target.StatePath) ?? target.NewState();
        (sent.CutTo(state.Kept) with { Server = settings.Server! }).Write(target.StatePath);
        return target;
    }

    /// <summary>The directory of copies beside a file.</summary>
    public static string FolderOf(string runDirectory, string name) => Path.Combine(runDirectory, UploadState.FolderName, name);

    /// <inheritdoc/>
    public void Begin(string name, IReadOnlyList<(string Key, string Value)> tags)
    {
        SpoolRun run = NewRun(_runs.Count);
        _file.Add(SpoolLines.Begin(_runs.Count, run.Id, name, _settings.User, _context.Time.GetUtcNow().ToUnixTimeMilliseconds(), tags));
        _runs.Add(run);
    }

    /// <inheritdoc/>
    public void EndStep(long step)
    {
        foreach (SpoolRun run in _runs)
        {
            run.WritePoints(step);
        }

        if (_file.Lines.Length >= FlushBytes)
        {
            _file.Flush();
        }
    }

    /// <inheritdoc/>
    public void Flush()
    {
        _runs.ForEach(static run => run.WritePairs());
        _file.Flush();
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        _runs.ForEach(static run => run.WritePairs());
        _file.FlushToDisk();
        writer.Write("spool", new SpoolState(_context.RunDirectory) { Name = _name, Length = _file.Length, Runs = _runs.Count, SkipTo = SkipTo });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using (_file)
        {
            Flush();
        }
    }

    private UploadState NewState() => new()
    {
        Kind = MlflowUpload.Kind,
        Server = _settings.Server!,
        Spool = Path.Combine(UploadState.FolderName, _name + ".jsonl"),
        Values = new() { [MlflowUpload.ExperimentName] = _settings.Experiment },
    };

    private SpoolRun NewRun(int index) => new(_file, Folder, $"{_name}:{index}", index, _context.Time);
}
