using Hamlet.Configuration;
using Hamlet.Metrics;
using Hamlet.Outputs.Remote;

namespace Hamlet.Outputs.MLflow;

/// <summary>What holds for a run: the options, and the environment where they say nothing.</summary>
internal sealed class MlflowSettings
{
    private const int LongestName = 500;

    /// <summary>Puts them together.</summary>
    /// <exception cref="ConfigException">One of them is none that MLflow takes.</exception>
    public MlflowSettings(MlflowOptions options, SinkContext context, RemoteHost host)
    {
        string uri = options.TrackingUri ?? host.Get("MLFLOW_TRACKING_URI") ?? "";
        uri = uri.Length == 0 ? "mlruns" : uri;
        (Directory, Server) = Place(uri, options.Source);
        Experiment = options.ExperimentName ?? host.Get("MLFLOW_EXPERIMENT_NAME") ?? context.Experiment;
        RunName = options.RunName ?? context.RunId;
        Description = options.Description ?? "";
        Tags = options.Tags;
        NestedAgents = options.NestedAgents;
        User = host.Get("USER") ?? host.Get("USERNAME") ?? "";
        if (Experiment.Length is 0 or > LongestName)
        {
            throw new ConfigException(options.Source, $"an MLflow experiment's name has 1 to {LongestName} characters");
        }

        if (Tags.Keys.FirstOrDefault(static key => MlflowKey.Clean(key) != key) is { } bad)
        {
            throw new ConfigException(
                options.Source, $"'{bad}' can be no MLflow tag: letters, digits, '_', '-', '.', ' ', ':' and '/' between parts; for example '{MlflowKey.Clean(bad)}'");
        }
    }

    /// <summary>The directory of the file store; null where there is a server.</summary>
    public string? Directory { get; }

    /// <summary>The address of the server without a slash at the end; null where there is a file store.</summary>
    public string? Server { get; }

    /// <summary>The experiment's name.</summary>
    public string Experiment { get; }

    /// <summary>The run's name.</summary>
    public string RunName { get; }

    /// <summary>The run's description, or empty.</summary>
    public string Description { get; }

    /// <summary>The run's tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; }

    /// <summary>Whether each agent is a run within the run.</summary>
    public bool NestedAgents { get; }

    /// <summary>Who runs it, or empty.</summary>
    public string User { get; }

    private static (string? Directory, string? Server) Place(string uri, ConfigSpan source)
    {
        if (Uri.TryCreate(uri, UriKind.Absolute, out Uri? parsed) && uri.Contains(':', StringComparison.Ordinal) && !Path.IsPathRooted(uri))
        {
            switch (parsed.Scheme)
            {
                case "file":
                    return (parsed.LocalPath, null);
                case "http" or "https" when parsed.UserInfo.Length > 0:
                    throw new ConfigException(
                        source, "a tracking URI holds no name and no password: set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD");
                case "http" or "https":
                    return (null, uri.TrimEnd('/'));
                default:
                    throw new ConfigException(
                        source,
                        $"'{parsed.Scheme}:' is nothing that runs are written to directly: give a directory, or start 'mlflow server --backend-store-uri ...' and give its http address");
            }
        }

        return (Path.GetFullPath(uri), null);
    }
}
