using System.Security.Cryptography;
using Hamlet.Configuration;
using Hamlet.Metrics;
using Hamlet.Outputs.Remote;
using Hamlet.State;

namespace Hamlet.Outputs.MLflow;

/// <summary>MLflow's store of files: experiments are directories of a root, runs are directories of these.</summary>
internal sealed class FileStore : IMlflowTarget
{
    private readonly string _experiment;
    private readonly MlflowSettings _settings;
    private readonly SinkContext _context;
    private readonly List<FileRun> _runs = [];

    private FileStore(string experiment, MlflowSettings settings, SinkContext context)
    {
        _experiment = experiment;
        _settings = settings;
        _context = context;
    }

    /// <inheritdoc/>
    public IReadOnlyList<IMlflowRun> Runs => _runs;

    /// <summary>Nothing: no server has more than the checkpoint.</summary>
    public long SkipTo => -1;

    /// <summary>Opens the store and finds or makes the experiment.</summary>
    public static FileStore Create(MlflowSettings settings, SinkContext context)
    {
        string root = settings.Directory!;
        long now = context.Time.GetUtcNow().ToUnixTimeMilliseconds();
        if (!Directory.Exists(root))
        {
            Directory.CreateDirectory(Path.Combine(root, ".trash"));
            WriteExperiment(root, "0", "Default", now);
        }

        string? found = Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal).FirstOrDefault(directory => IsExperiment(directory, settings.Experiment));
        if (found is null)
        {
            // Digits, since MLflow's databases, into which the store can be moved, count experiments.
            string id = RandomNumberGenerator.GetString("123456789", 1) + RandomNumberGenerator.GetString("0123456789", 17);
            found = WriteExperiment(root, id, settings.Experiment, now);
        }

        return new FileStore(found, settings, context);
    }

    /// <summary>Goes on with runs.</summary>
    public static FileStore Continue(MlflowSettings settings, SinkContext context, IReadOnlyList<FileRunState> runs)
    {
        var store = new FileStore(Path.GetDirectoryName(runs[0].Directory)!, settings, context);
        store._runs.AddRange(runs.Select(run => FileRun.Continue(run, context.Time)));
        return store;
    }

    /// <inheritdoc/>
    public void Begin(string name, IReadOnlyList<(string Key, string Value)> tags)
    {
        var run = FileRun.Create(_experiment, name, _settings.User, _context.Time);
        foreach ((string key, string value) in tags)
        {
            run.Tag(key, value);
        }

        _runs.Add(run);

        // By this a process that comes later finds the runs, also where the checkpoint knows nothing of them yet.
        string note = NoteOf(_context.RunDirectory);
        Directory.CreateDirectory(Path.GetDirectoryName(note)!);
        File.WriteAllLines(note, _runs.Select(static begun => begun.Location));
    }

    /// <summary>The directories of the runs that were begun last for a run.</summary>
    public static IReadOnlyList<string> Begun(string runDirectory) =>
        File.Exists(NoteOf(runDirectory)) ? File.ReadAllLines(NoteOf(runDirectory)) : [];

    /// <inheritdoc/>
    public void EndStep(long step) => _runs.ForEach(static run => run.Flush(all: false));

    /// <inheritdoc/>
    public void Flush()
    {
        foreach (FileRun run in _runs)
        {
            run.MustExist();
            run.Flush(all: true);
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        Flush();
        for (int i = 0; i < _runs.Count; i++)
        {
            writer.Write($"run_{i}", _runs[i].State());
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Flush();

    private static string NoteOf(string runDirectory) => Path.Combine(runDirectory, UploadState.FolderName, "mlflow-runs.txt");

    private static bool IsExperiment(string directory, string name) =>
        MetaYaml.Read(directory) is { } meta
        && MetaYaml.Text(meta, "name") == name
        && MetaYaml.Text(meta, "experiment_id") == Path.GetFileName(directory)
        && MetaYaml.Text(meta, "lifecycle_stage") == "active";

    private static string WriteExperiment(string root, string id, string name, long now)
    {
        string directory = Path.Combine(root, id);
        Directory.CreateDirectory(directory);
        MetaYaml.Write(directory,
        [
            ("artifact_location", new Uri(directory).AbsoluteUri),
            ("creation_time", now),
            ("experiment_id", id),
            ("last_update_time", now),
            ("lifecycle_stage", "active"),
            ("name", name),
        ]);
        return directory;
    }
}
