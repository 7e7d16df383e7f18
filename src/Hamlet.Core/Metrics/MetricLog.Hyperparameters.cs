namespace Hamlet.Metrics;

/// <content>What is said of the run as a whole, in order with the records.</content>
public sealed partial class MetricLog
{
    /// <summary>Says what was chosen for the run, and waits until it is written. For its beginning.</summary>
    /// <param name="values">The choices.</param>
    /// <param name="metrics">The tags of the numbers that runs are to be compared by.</param>
    public void LogHyperparameters(IReadOnlyList<Hyperparameter> values, IReadOnlyList<string> metrics) =>
        Tell<IHyperparameterSink>(sink => sink.WriteHyperparameters(values, metrics));

    /// <summary>Says how the run ended, and waits until it is written. Not for one that was interrupted: it may be resumed, and the first outcome stands.</summary>
    /// <param name="success">Whether it came to its end.</param>
    /// <param name="metrics">The numbers that runs are to be compared by; those that are not finite are left out.</param>
    public void LogOutcome(bool success, IReadOnlyList<(string Tag, double Value)> metrics)
    {
        (string, double)[] finite = [.. metrics.Where(static metric => double.IsFinite(metric.Value))];
        Tell<IHyperparameterSink>(sink => sink.WriteOutcome(success, finite));
    }

    /// <summary>
    /// Gives the outputs that keep files one of the run's, and does not wait: the writer thread copies it. One that is gone by then is not
    /// missed, as a newer one stands in its place.
    /// </summary>
    /// <exception cref="InvalidOperationException">This is a branch of a log.</exception>
    public void LogArtifact(RunArtifact artifact)
    {
        ThrowIfBranch();
        if (!_disposed)
        {
            _writer?.Post(() => ForEach<IArtifactSink>(sink => sink.WriteArtifact(artifact)));
        }
    }

    private void Tell<TSink>(Action<TSink> what)
        where TSink : class
    {
        ThrowIfBranch();
        if (!_disposed)
        {
            _writer?.Do(() => ForEach(what));
        }
    }

    private void ForEach<TSink>(Action<TSink> what)
        where TSink : class => _sinks.Do(sink =>
        {
            if (sink is TSink interested)
            {
                what(interested);
            }
        });
}
