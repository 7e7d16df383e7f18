using Hamlet.Configuration;
using Hamlet.Metrics;
using Hamlet.Outputs.Remote;

namespace Hamlet.Outputs.Wandb;

/// <summary>What holds for a run: the options, and the environment where they say nothing.</summary>
internal sealed class WandbSettings
{
    /// <summary>Puts them together.</summary>
    /// <exception cref="ConfigException">One of them is none that W&amp;B takes.</exception>
    public WandbSettings(WandbOptions options, SinkContext context, RemoteHost host)
    {
        BaseUrl = (host.Get("WANDB_BASE_URL") ?? "https://api.wandb.ai").TrimEnd('/');
        Key = FindKey(BaseUrl, host);
        Mode = options.Mode ?? ModeOf(host.Get("WANDB_MODE"), options) ?? (Key is null ? WandbMode.Offline : WandbMode.Online);
        KeyIsMissing = Key is null && Mode == WandbMode.Online;
        Mode = KeyIsMissing ? WandbMode.Offline : Mode;
        Project = options.Project ?? host.Get("WANDB_PROJECT") ?? WandbCheck.AsProject(context.Experiment);
        Entity = options.Entity ?? host.Get("WANDB_ENTITY") ?? "";
        Name = options.Name ?? host.Get("WANDB_NAME") ?? context.RunId;
        Group = options.Group ?? host.Get("WANDB_RUN_GROUP") ?? "";
        JobType = options.JobType ?? host.Get("WANDB_JOB_TYPE") ?? "";
        Notes = options.Notes ?? host.Get("WANDB_NOTES") ?? "";
        Tags = options.Tags.Count > 0
            ? options.Tags
            : host.Get("WANDB_TAGS")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        RunId = host.Get("WANDB_RUN_ID");
        Folder = Path.Combine(host.Get("WANDB_DIR") ?? context.RunDirectory, "wandb");
        string? problem = WandbCheck.Project(Project) ?? WandbCheck.Tags(Tags) ?? WandbCheck.RunId(RunId) ?? WandbCheck.Address(BaseUrl);
        if (problem is not null)
        {
            throw new ConfigException(options.Source, problem);
        }
    }

    /// <summary>Where requests go, without a slash at the end.</summary>
    public string BaseUrl { get; }

    /// <summary>What a request shows to be let in, or null.</summary>
    public Secret? Key { get; }

    /// <summary>What becomes of the run.</summary>
    public WandbMode Mode { get; }

    /// <summary>Whether it is offline only because there is no key.</summary>
    public bool KeyIsMissing { get; }

    /// <summary>The project.</summary>
    public string Project { get; }

    /// <summary>The user or team; empty for that of the key.</summary>
    public string Entity { get; }

    /// <summary>The name that the run is shown by.</summary>
    public string Name { get; }

    /// <summary>The group, or empty.</summary>
    public string Group { get; }

    /// <summary>The kind of run, or empty.</summary>
    public string JobType { get; }

    /// <summary>The notes, or empty.</summary>
    public string Notes { get; }

    /// <summary>The words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>The run's identifier where the environment gives one.</summary>
    public string? RunId { get; }

    /// <summary>The directory of W&amp;B's runs.</summary>
    public string Folder { get; }

    /// <summary>The key of a server: the environment's, else that of its host in the netrc file.</summary>
    public static Secret? FindKey(string baseUrl, RemoteHost host)
    {
        string? key = host.Get("WANDB_API_KEY")
            ?? (Uri.TryCreate(baseUrl, UriKind.Absolute, out Uri? uri) ? Netrc.Password(uri.Host, host) : null);
        return key is null ? null : new Secret(key.Trim());
    }

    private static WandbMode? ModeOf(string? word, WandbOptions options) => word switch
    {
        null => null,
        "online" or "run" => WandbMode.Online,
        "offline" or "dryrun" => WandbMode.Offline,
        "disabled" => WandbMode.Disabled,
        _ => throw new ConfigException(options.Source, $"WANDB_MODE is '{word}'; valid: online, offline, disabled"),
    };
}
