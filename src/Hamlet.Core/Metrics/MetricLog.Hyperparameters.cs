namespace Hamlet.Metrics;

/// <content>What is said of the run as a whole, in order with the records; all of it waits until it is written.</content>
public sealed partial class MetricLog
{
    /// <summary>Says what was chosen for the run. For its beginning.</summary>
    /// <param name="values">The choices.</param>
    /// <param name="metrics">The tags of the numbers that runs are to be compared by.</param>
    public void LogHyperparameters(IReadOnlyList<Hyperparameter> values, IReadOnlyList<string> metrics) =>
        Tell<IHyperparameterSink>(sink => sink.WriteHyperparameters(values, metrics));

    /// <summary>Says how the run ended. Not for one that was interrupted: it may be resumed, and the first outcome stands.</summary>
    /// <param name="success">Whether it came to its end.</param>
    /// <param name="metrics">The numbers that runs are to be compared by; those that are not finite are left out.</param>
    public void LogOutcome(bool success, IReadOnlyList<(string Tag, double Value)> metrics)
    {
        (string, double)[] finite = [.. metrics.Where(static metric => double.IsFinite(metric.Value))];
        Tell<IHyperparameterSink>(sink => sink.WriteOutcome(success, finite));
    }

    /// <summary>Gives the outputs that keep files one of the run's. They copy it, and never wait for a network.</summary>
    public void LogArtifact(RunArtifact artifact) => Tell<IArtifactSink>(sink => sink.WriteArtifact(artifact));

    private void Tell<TSink>(Action<TSink> what)
        where TSink : class
    {
        if (!_disposed)
        {
            _writer?.Do(() => _sinks.Do(sink =>
            {
                if (sink is TSink interested)
                {
                    what(interested);
                }
            }));
        }
    }
}
