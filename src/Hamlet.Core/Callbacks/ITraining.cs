using Hamlet.Algorithms;
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

    /// <summary>Ends training in good order after this step: a finished run, with its final measurements.</summary>
    /// <param name="reason">Why, for the closing report and <c>run.json</c>; the first of several counts.</param>
    void Stop(string reason);

    /// <summary>Measures the agents after this step, beside the evaluations that the experiment asks for.</summary>
    void RequestEvaluation();

    /// <summary>Writes a checkpoint after this step, beside those that the experiment asks for.</summary>
    void RequestCheckpoint();
}
