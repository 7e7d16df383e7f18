using System.Text;

namespace Hamlet.Outputs.MLflow;

/// <summary>A run in the file store.</summary>
internal sealed class FileRun : IMlflowRun
{
    private const int FlushBytes = 256 << 10;
    private static readonly UTF8Encoding s_utf8 = new(false);

    private readonly string _directory;
    private readonly string _experiment;
    private readonly string _name;
    private readonly string _user;
    private readonly long _started;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, long> _lengths;
    private readonly List<FileMetric> _metrics = [];

    private FileRun(string directory, string experiment, string name, string user, long started, TimeProvider time, Dictionary<string, long> lengths)
    {
        _directory = directory;
        _experiment = experiment;
        _name = name;
        _user = user;
        _started = started;
        _time = time;
        _lengths = lengths;
    }

    /// <inheritdoc/>
    public string Id => Path.GetFileName(_directory);

    /// <summary>The run's directory.</summary>
    public string Location => _directory;

    private string Metrics => Path.Combine(_directory, "metrics");

    /// <summary>Begins a run in the directory of an experiment.</summary>
    public static FileRun Create(string experimentDirectory, string name, string user, TimeProvider time)
    {
        string id = Guid.NewGuid().ToString("N");
        string directory = Path.Combine(experimentDirectory, id);
        foreach (string folder in (ReadOnlySpan<string>)["metrics", "params", "tags", "artifacts"])
        {
            Directory.CreateDirectory(Path.Combine(directory, folder));
        }

        var run = new FileRun(directory, Path.GetFileName(experimentDirectory), name, user, time.GetUtcNow().ToUnixTimeMilliseconds(), time, []);
        run.SetStatus(MlflowStatus.Running);
        return run;
    }

    /// <summary>Goes on with a run, whose metrics are cut to the lengths that were noted.</summary>
    public static FileRun Continue(FileRunState state, TimeProvider time)
    {
        var run = new FileRun(
            state.Directory, Path.GetFileName(Path.GetDirectoryName(state.Directory))!, state.Name, state.User, state.Started, time, state.Lengths);
        foreach (string path in Directory.EnumerateFiles(run.Metrics, "*", SearchOption.AllDirectories).ToArray())
        {
            if (state.Lengths.TryGetValue(Key(run.Metrics, path), out long length))
            {
                using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
                RandomAccess.SetLength(handle, length);
            }
            else
            {
                File.Delete(path);
            }
        }

        run.SetStatus(MlflowStatus.Running);
        return run;
    }

    /// <summary>The parameters of a run.</summary>
    public static IEnumerable<(string Key, string Value)> Params(string directory)
    {
        string folder = Path.Combine(directory, "params");
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => (Key(folder, path), File.ReadAllText(path)))
            : [];
    }

    /// <inheritdoc/>
    public MlflowSeries Series(string key)
    {
        var metric = new FileMetric(Path.Combine(Metrics, key), _lengths.GetValueOrDefault(key));
        _metrics.Add(metric);
        return metric;
    }

    /// <inheritdoc/>
    public void Param(string key, string value) => WriteText("params", key, value);

    /// <inheritdoc/>
    public void Tag(string key, string value) => WriteText("tags", key, value);

    /// <inheritdoc/>
    public void Artifact(string name, ReadOnlySpan<byte> content) => File.WriteAllBytes(Place("artifacts", name), content);

    /// <inheritdoc/>
    public void Artifact(string name, string path) => File.Copy(path, Place("artifacts", name), overwrite: true);

    /// <inheritdoc/>
    public void SetStatus(MlflowStatus status) => MetaYaml.Write(_directory,
    [
        ("artifact_uri", new Uri(Path.Combine(_directory, "artifacts")).AbsoluteUri),
        ("end_time", status == MlflowStatus.Running ? null : (object)_time.GetUtcNow().ToUnixTimeMilliseconds()),
        ("entry_point_name", ""),
        ("experiment_id", _experiment),
        ("lifecycle_stage", "active"),
        ("run_id", Id),
        ("run_name", _name),
        ("run_uuid", Id), // MLflow 2 asks for it.
        ("source_name", ""),
        ("source_type", 4),
        ("source_version", ""),
        ("start_time", _started),
        ("status", (int)status),
        ("user_id", _user),
    ]);

    /// <summary>Writes all points; before a flush only if there are many.</summary>
    public void Flush(bool all)
    {
        int waiting = 0;
        foreach (FileMetric metric in _metrics)
        {
            waiting += metric.Buffered;
        }

        if (all || waiting >= FlushBytes)
        {
            foreach (FileMetric metric in _metrics)
            {
                metric.Flush();
            }
        }
    }

    /// <summary>Fails where the run was removed.</summary>
    public void MustExist() => RunFile.MustExist(Path.Combine(_directory, MetaYaml.FileName));

    /// <summary>How far it is written.</summary>
    public FileRunState State() => new()
    {
        Directory = _directory,
        Name = _name,
        User = _user,
        Started = _started,
        Lengths = Directory.EnumerateFiles(Metrics, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .ToDictionary(path => Key(Metrics, path), static path => new FileInfo(path).Length, StringComparer.Ordinal),
    };

    private static string Key(string folder, string path) => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');

    private void WriteText(string folder, string key, string value) => File.WriteAllText(Place(folder, key), value, s_utf8);

    private string Place(string folder, string name)
    {
        string root = Path.Combine(_directory, folder);
        string path = Path.GetFullPath(Path.Combine(root, name));
        if (!path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{name}' is no name of a file of the run.", nameof(name));
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}
