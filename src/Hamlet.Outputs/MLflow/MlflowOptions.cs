using Hamlet.Configuration;
using Hamlet.Metrics;

namespace Hamlet.Outputs.MLflow;

/// <summary>
/// The options of the output <c>mlflow</c>. What is not given comes from the environment, as for MLflow's own programs:
/// MLFLOW_TRACKING_URI, MLFLOW_EXPERIMENT_NAME. Who the server is to let in is never an option: MLFLOW_TRACKING_USERNAME with
/// MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN.
/// </summary>
[Options]
public sealed partial record MlflowOptions : ISinkOptions
{
    /// <summary>Whether runs are kept for MLflow.</summary>
    public bool Enabled { get; init; }

    /// <summary>
    /// A directory (relative to the one that the command runs in), or the http(s) address of a server. Not given: MLFLOW_TRACKING_URI,
    /// else <c>mlruns</c>.
    /// </summary>
    public string? TrackingUri { get; init; }

    /// <summary>The experiment in MLflow. Not given: MLFLOW_EXPERIMENT_NAME, else the experiment's name.</summary>
    public string? ExperimentName { get; init; }

    /// <summary>The name that the run is shown by. Not given: the name of the run's directory.</summary>
    public string? RunName { get; init; }

    /// <summary>What MLflow shows as the run's description.</summary>
    public string? Description { get; init; }

    /// <summary>Words by name to find the run by.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether each agent is a run of its own within the run.</summary>
    public bool NestedAgents { get; init; }

    /// <summary>Where the options stand.</summary>
    public ConfigSpan Source { get; init; }

    string? ISinkOptions.Problem => MlflowCheck.TrackingUri(TrackingUri ?? "") ?? MlflowCheck.Name(ExperimentName) ?? MlflowCheck.Tags(Tags);
}
