using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Metrics;

namespace Hamlet.Callbacks;

/// <summary>A training as its callbacks see it.</summary>
public interface ITraining
{
    /// <summary>How far it is.</summary>
    TrainingProgress Progress { get; }

    /// <summary>Where metrics go.</summary>
    MetricLog Metrics { get; }

    /// <summary>The agents, in the order of the experiment.</summary>
    IReadOnlyList<ITrainingAgent> Agents { get; }

    /// <summary>The world of all agents; it is looked at and left alone.</summary>
    IEnvironment World { get; }

    /// <summary>The rows of the world as the last step left them.</summary>
    EnvironmentBatch Rows { get; }

    /// <summary>Cancelled when training is to be interrupted; a callback that waits ends its waiting then.</summary>
    CancellationToken Cancellation { get; }

    /// <summary>Ends training in good order after this step: a finished run, with its final measurements.</summary>
    /// <param name="reason">Why, for the closing report and <c>run.json</c>; the first of several counts.</param>
    void Stop(string reason);

    /// <summary>Measures the agents after this step, beside the evaluations that the experiment asks for.</summary>
    void RequestEvaluation();

    /// <summary>Writes a checkpoint after this step, beside those that the experiment asks for.</summary>
    void RequestCheckpoint();
}
