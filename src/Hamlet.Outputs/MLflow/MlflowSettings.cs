using Hamlet.Configuration;
using Hamlet.Metrics;
using Hamlet.Outputs.Remote;

namespace Hamlet.Outputs.MLflow;

/// <summary>What holds for a run: the options, and the environment where they say nothing.</summary>
internal sealed class MlflowSettings
{
    /// <summary>Puts them together.</summary>
    /// <exception cref="ConfigException">One of them is none that MLflow takes.</exception>
    public MlflowSettings(MlflowOptions options, SinkContext context, RemoteHost host)
    {
        string uri = options.TrackingUri ?? host.Get("MLFLOW_TRACKING_URI") ?? "";
        uri = uri.Length == 0 ? "mlruns" : uri;
        Experiment = options.ExperimentName ?? host.Get("MLFLOW_EXPERIMENT_NAME") ?? context.Experiment;
        RunName = options.RunName ?? context.RunId;
        Description = options.Description ?? "";
        Tags = options.Tags;
        NestedAgents = options.NestedAgents;
        User = host.Get("USER") ?? host.Get("USERNAME") ?? "";
        string? problem = MlflowCheck.TrackingUri(uri) ?? MlflowCheck.Name(Experiment) ?? MlflowCheck.Tags(Tags);
        if (problem is not null)
        {
            throw new ConfigException(options.Source, problem);
        }

        string? scheme = MlflowCheck.SchemeOf(uri);
        Server = scheme is "http" or "https" ? uri.TrimEnd('/') : null;
        Directory = Server is not null ? null : scheme is null ? Path.GetFullPath(uri) : new Uri(uri).LocalPath;
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
}
