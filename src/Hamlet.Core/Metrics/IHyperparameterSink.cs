namespace Hamlet.Metrics;

/// <summary>What an output may implement beside <see cref="IMetricSink"/>, to be told of the run as a whole. Called on the same thread.</summary>
public interface IHyperparameterSink
{
    /// <summary>The run begins, or goes on in a new process.</summary>
    /// <param name="values">What was chosen for it.</param>
    /// <param name="metrics">The tags of the numbers that runs are to be compared by; <see cref="WriteOutcome"/> brings them.</param>
    void WriteHyperparameters(IReadOnlyList<Hyperparameter> values, IReadOnlyList<string> metrics);

    /// <summary>The run is over and will not be resumed.</summary>
    /// <param name="success">Whether it came to its end.</param>
    /// <param name="metrics">Those of the numbers that there are, finite, by tag.</param>
    void WriteOutcome(bool success, IReadOnlyList<(string Tag, double Value)> metrics);
}
