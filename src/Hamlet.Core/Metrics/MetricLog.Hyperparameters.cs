namespace Hamlet.Metrics;

/// <content>What is said of the run as a whole, in order with the records; both wait until it is written.</content>
public sealed partial class MetricLog
{
    /// <summary>Says what was chosen for the run. For its beginning.</summary>
    /// <param name="values">The choices.</param>
    /// <param name="metrics">The tags of the numbers that runs are to be compared by.</param>
    public void LogHyperparameters(IReadOnlyList<Hyperparameter> values, IReadOnlyList<string> metrics) =>
        Tell(sink => sink.WriteHyperparameters(values, metrics));

    /// <summary>Says how the run ended. Not for one that was interrupted: it may be resumed, and the first outcome stands.</summary>
    /// <param name="success">Whether it came to its end.</param>
    /// <param name="metrics">The numbers that runs are to be compared by; those that are not finite are left out.</param>
    public void LogOutcome(bool success, IReadOnlyList<(string Tag, double Value)> metrics)
    {
        (string, double)[] finite = [.. metrics.Where(static metric => double.IsFinite(metric.Value))];
        Tell(sink => sink.WriteOutcome(success, finite));
    }

    private void Tell(Action<IHyperparameterSink> what)
    {
        if (!_disposed)
        {
            _writer?.Do(() => _sinks.Do(sink =>
            {
                if (sink is IHyperparameterSink interested)
                {
                    what(interested);
                }
            }));
        }
    }
}
