using Hamlet.Configuration;
using Hamlet.Metrics;
using Hamlet.Outputs.Remote;
using Hamlet.State;

namespace Hamlet.Outputs.Wandb;

/// <summary>
/// Keeps the run for Weights &amp; Biases: a run directory below <c>wandb/</c> in the run's own (or in WANDB_DIR), as W&amp;B's program
/// leaves one, which <c>wandb sync</c> takes. Online it is sent from there while training goes on.
/// </summary>
[Sink("wandb")]
public sealed class WandbSink : IMetricSink, IHyperparameterSink, IArtifactSink
{
    private readonly SinkContext _context;
    private readonly WandbSettings _settings;
    private readonly RemoteHost _host;
    private WandbRun? _run;
    private RemoteEnd? _remote;
    private WandbResume? _resume;
    private string? _folder;
    private string? _page;
    private bool? _success;

    /// <summary>Makes the output; what is logged first makes the run.</summary>
    /// <exception cref="ConfigException">An option or a variable of the environment is none that W&amp;B takes.</exception>
    public WandbSink(WandbOptions options, SinkContext context)
        : this(options, context, RemoteHost.Real)
    {
    }

    internal WandbSink(WandbOptions options, SinkContext context, RemoteHost host)
    {
        _context = context;
        _host = host;
        _settings = new WandbSettings(options, context, host);
    }

    /// <summary>The run's page where it was sent, else the command that sends it.</summary>
    public string? OpenCommand => _settings.Mode switch
    {
        WandbMode.Disabled => null,
        _ when _page is not null => _page,
        _ when _settings.KeyIsMissing => $"wandb sync {ShellWord.Of(_folder ?? _settings.Folder)} (not sent: there is no WANDB_API_KEY)",
        _ => $"wandb sync {ShellWord.Of(_folder ?? _settings.Folder)}",
    };

    /// <inheritdoc/>
    public void Write(in MetricEntry entry)
    {
        if (_settings.Mode != WandbMode.Disabled)
        {
            (_run ?? Open([])).Write(in entry);
        }
    }

    /// <summary>
    /// The choices are the run's configuration. Where they are others than those of the run that is resumed, that one is left as it is,
    /// and a new one names it as <c>resumed_from</c>.
    /// </summary>
    public void WriteHyperparameters(IReadOnlyList<Hyperparameter> values, IReadOnlyList<string> metrics)
    {
        if (_settings.Mode == WandbMode.Disabled || _run is not null)
        {
            return;
        }

        List<(string Key, byte[] Json)> config = WandbConfig.Of(values);
        if (_resume is { } resume && !IsSame(resume.History.Config, config))
        {
            config.Add((WandbConfig.ResumedFrom, WandbConfig.Text(resume.Id)));
            _resume = null;
        }

        Open(config);
    }

    /// <summary>The final numbers stand in the summary.</summary>
    public void WriteOutcome(bool success, IReadOnlyList<(string Tag, double Value)> metrics)
    {
        if (_settings.Mode != WandbMode.Disabled)
        {
            WandbRun run = _run ?? Open([]);
            _success = success;
            foreach ((string tag, double value) in metrics)
            {
                run.Summarise(tag, value);
            }
        }
    }

    /// <summary>A file of the run is one of W&amp;B's run too, with what is said of it beside it as JSON.</summary>
    public void WriteArtifact(RunArtifact artifact)
    {
        if (_settings.Mode != WandbMode.Disabled && File.Exists(artifact.Path))
        {
            (_run ?? Open([])).Add(artifact);
        }
    }

    /// <inheritdoc/>
    public void Flush()
    {
        _run?.Flush();
        _remote?.TellTrouble();
    }

    /// <summary>Writes everything to the device, and notes the run and how long its file is.</summary>
    public void SaveState(StateWriter writer)
    {
        if (_resume is not null)
        {
            Open([]);
        }

        long length = _run?.Settle() ?? 0;
        writer.Write("directory", _run is null ? "" : Path.GetRelativePath(_context.RunDirectory, _run.Directory));
        writer.Write("run_id", _run?.Id ?? "");
        writer.Write("length", length);
        writer.Write("skip_to", _run?.SkipTo ?? -1);
    }

    /// <summary>Finds the noted run; its file is cut to the noted length when something is logged.</summary>
    public void LoadState(StateReader reader)
    {
        string directory = reader.ReadText("directory");
        if (_settings.Mode == WandbMode.Disabled)
        {
            return;
        }

        Dispose();
        if (directory.Length == 0)
        {
            // Nothing was logged yet: what was since is cut to nothing, and the run begins once more as the same one.
            _resume = WandbResume.FindBeginning(_context.RunDirectory);
            return;
        }

        string path = Path.GetFullPath(Path.Combine(_context.RunDirectory, directory));
        string id = reader.ReadText("run_id");
        long sent = UploadState.Read(WandbUpload.StatePath(_context.RunDirectory, id))?.InFlight ?? 0;
        _resume = WandbResume.Find(path, id, reader.ReadInt64("length"), reader.ReadInt64("skip_to"), sent);
    }

    /// <summary>Ends the run.</summary>
    public void Dispose()
    {
        if (_run is { } run)
        {
            _run = null;
            using (run)
            {
                run.End(_success);
            }
        }

        RemoteEnd? remote = _remote;
        _remote = null;
        try
        {
            remote?.Close();
        }
        finally
        {
            _page = (remote?.Upload as WandbUpload)?.Page;
        }
    }

    private static bool IsSame(List<(string Key, byte[] Json)> old, List<(string Key, byte[] Json)> now)
    {
        // What an earlier resume with other options added is no option.
        (string Key, byte[] Json)[] options = [.. old.Where(static entry => entry.Key != WandbConfig.ResumedFrom)];
        return options.Length == now.Count && options.Zip(now).All(
            static pair => pair.First.Key == pair.Second.Key && pair.First.Json.AsSpan().SequenceEqual(pair.Second.Json));
    }

    private WandbRun Open(IReadOnlyList<(string Key, byte[] Json)> config)
    {
        _run = _resume is { } resume ? WandbRun.Continue(_context, resume) : WandbRun.Create(_settings, _context, config);
        _resume = null;
        _folder = _run.Directory;
        string statePath = WandbUpload.StatePath(_context.RunDirectory, _run.Id);
        UploadState state = UploadState.Read(statePath) ?? new UploadState
        {
            Kind = WandbUpload.Kind,
            Server = _settings.BaseUrl,
            Spool = Path.GetRelativePath(_context.RunDirectory, _run.File),
        };

        // Also of a run that is kept offline, for hamlet sync.
        state.CutTo(_run.Length).Write(statePath);
        if (_settings.Mode == WandbMode.Online)
        {
            _remote = RemoteEnd.Open(_context.RunDirectory, statePath, _host);
        }

        return _run;
    }
}
