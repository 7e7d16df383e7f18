using Hamlet.Configuration;
using Hamlet.Metrics;
using Hamlet.Outputs.Remote;
using Hamlet.State;

namespace Hamlet.Outputs.MLflow;

/// <summary>
/// Keeps the run for MLflow: in a directory that MLflow's programs read, or on a server. Curves have steps or episodes on their axis; the
/// choices are parameters; the configuration and the run's files are artifacts.
/// </summary>
[Sink("mlflow")]
public sealed class MlflowSink : IMetricSink, IHyperparameterSink, IArtifactSink
{
    private readonly SinkContext _context;
    private readonly MlflowSettings _settings;
    private readonly List<MlflowRunKeys> _runs = [];
    private MlflowTags?[] _tags = [];
    private readonly RemoteHost _host;
    private IMlflowTarget? _target;
    private RemoteEnd? _remote;
    private MlflowResume? _resume;
    private string _params = "";
    private long _step = long.MinValue;
    private MlflowStatus _status = MlflowStatus.Killed;

    /// <summary>Makes the output; what is logged first makes the run.</summary>
    /// <exception cref="ConfigException">An option or a variable of the environment is none that MLflow takes.</exception>
    public MlflowSink(MlflowOptions options, SinkContext context)
        : this(options, context, RemoteHost.Real)
    {
    }

    internal MlflowSink(MlflowOptions options, SinkContext context, RemoteHost host)
    {
        _context = context;
        _host = host;
        _settings = new MlflowSettings(options, context, host);
    }

    /// <inheritdoc/>
    public string OpenCommand => _settings.Server
        ?? $"MLFLOW_ALLOW_FILE_STORE=true mlflow ui --backend-store-uri {ShellWord.Of(_settings.Directory!)}"
        + $" (or once: mlflow migrate-filestore --source {ShellWord.Of(_settings.Directory!)} --target sqlite:///mlflow.db)";

    /// <inheritdoc/>
    public void Write(in MetricEntry entry)
    {
        IMlflowTarget target = _target ?? Open(null);
        if (entry.Axes.Step != _step)
        {
            target.EndStep(_step);
            _step = entry.Axes.Step;
        }

        if (_step > target.SkipTo)
        {
            var visitor = new MlflowVisitor(TagsOf(in entry), (long)(entry.WallTime * 1000), entry.X);
            entry.Visit(ref visitor);
        }
    }

    /// <summary>
    /// The choices are the run's parameters. Where they are others than those of the run that is resumed, that one is left as it is, and
    /// a new one names it in the tag <c>hamlet.resumed_from</c>: MLflow refuses a parameter that changes.
    /// </summary>
    public void WriteHyperparameters(IReadOnlyList<Hyperparameter> values, IReadOnlyList<string> metrics)
    {
        if (_target is not null)
        {
            return;
        }

        (string Key, string Value)[] parameters = [.. values.Select(static value => (MlflowKey.Clean(value.Name), MlflowKey.Cut(value.Text, MlflowKey.LongestParam)))];
        string text = MlflowResume.TextOf(parameters);
        string? resumedFrom = _resume is { } resume && resume.Params != text ? resume.RunId : null;
        if (_resume is not null && resumedFrom is null)
        {
            Open(null);
            return;
        }

        _resume = null;
        _params = text;
        Open(resumedFrom);
        foreach ((string key, string value) in parameters)
        {
            _runs[0].Run.Param(key, value);
        }

        _target!.Flush();
    }

    /// <summary>The final numbers stand at the last step; the run has ended well or not.</summary>
    public void WriteOutcome(bool success, IReadOnlyList<(string Tag, double Value)> metrics)
    {
        _ = _target ?? Open(null);
        _status = success ? MlflowStatus.Finished : MlflowStatus.Failed;
    }

    /// <summary>A file of the run is an artifact; what is said of it are tags of its name.</summary>
    public void WriteArtifact(RunArtifact artifact)
    {
        if (!File.Exists(artifact.Path))
        {
            return;
        }

        _ = _target ?? Open(null);
        string name = MlflowKey.Clean(artifact.Name);
        _runs[0].Run.Artifact(name, artifact.Path);
        foreach (Hyperparameter value in artifact.Metadata)
        {
            _runs[0].Run.Tag(MlflowKey.Clean($"{name}.{value.Name}"), MlflowKey.Cut(value.Text, MlflowKey.LongestTag));
        }
    }

    /// <inheritdoc/>
    public void Flush()
    {
        _runs.ForEach(static run => run.WriteTexts());
        _target?.Flush();
        _remote?.TellTrouble();
    }

    /// <summary>Writes everything to the device, and notes the runs and how far they are written.</summary>
    public void SaveState(StateWriter writer)
    {
        if (_resume is not null)
        {
            Open(null);
        }

        writer.Write("runs", _runs.Count);
        if (_target is null)
        {
            return;
        }

        _target.EndStep(_step);
        _step = long.MinValue;
        _runs.ForEach(static run => run.WriteTexts());
        writer.Write("params", _params);
        writer.Write("kind", MlflowResume.KindOf(_settings));
        for (int i = 0; i < _runs.Count; i++)
        {
            writer.Write($"run_id_{i}", _runs[i].Run.Id);
            writer.Write($"keys_{i}", string.Join('\n', _runs[i].Table.All.Select(static pair => $"{pair.Key}\t{pair.Value}")));
        }

        _target.SaveState(writer);
    }

    /// <summary>Finds the noted runs; they are cut to what was noted when something is logged.</summary>
    public void LoadState(StateReader reader)
    {
        Close();
        // Where nothing was logged yet, what was since is cut to nothing, and the run begins once more as the same one.
        _resume = reader.ReadInt64("runs") == 0 ? MlflowResume.FindBeginning(_settings, _context) : MlflowResume.Read(reader, _settings, _context);
    }

    /// <summary>Ends the run.</summary>
    public void Dispose() => Close();

    private void Close()
    {
        if (_target is { } target)
        {
            _target = null;
            using (target)
            {
                target.EndStep(_step);
                foreach (MlflowRunKeys run in _runs)
                {
                    run.WriteTexts();
                    run.Run.SetStatus(_status);
                }
            }
        }

        _runs.Clear();
        _tags = [];
        RemoteEnd? remote = _remote;
        _remote = null;
        remote?.Close();
    }

    private IMlflowTarget Open(string? resumedFrom)
    {
        if (_resume is { } resume)
        {
            _resume = null;
            _target = resume.Continue(_settings, _context);
            _params = resume.Params;
            for (int i = 0; i < _target.Runs.Count; i++)
            {
                var keys = new MlflowRunKeys(_target.Runs[i]);
                _runs.Add(keys);
                foreach ((string tag, string key) in resume.Keys[i])
                {
                    keys.Table.Add(tag, key);
                }
            }

            return Connect(_target);
        }

        _target = _settings.Server is null ? FileStore.Create(_settings, _context) : SpoolTarget.Create(_settings, _context);
        MlflowBeginning.Write(_target, _settings, _context, resumedFrom);
        _runs.AddRange(_target.Runs.Select(static run => new MlflowRunKeys(run)));
        return Connect(_target);
    }

    private IMlflowTarget Connect(IMlflowTarget target)
    {
        if (target is SpoolTarget spool)
        {
            spool.Flush();
            _remote = RemoteEnd.Open(_context.RunDirectory, spool.StatePath, _host);
        }

        return target;
    }

    private MlflowTags TagsOf(in MetricEntry entry)
    {
        int id = entry.Tags.Id;
        if (id >= _tags.Length)
        {
            Array.Resize(ref _tags, Math.Max(id + 1, 2 * _tags.Length));
        }

        return _tags[id] ??= MakeTags(in entry);
    }

    private MlflowTags MakeTags(in MetricEntry entry)
    {
        bool nested = _settings.NestedAgents && entry.Axes.Agent >= 0;
        return new MlflowTags(_runs[nested ? entry.Axes.Agent + 1 : 0], entry.Schema, nested ? entry.Tags.Plain : entry.Tags.Full);
    }
}
