namespace Hamlet.Metrics;

/// <summary>
/// The outputs of a log. One that throws is reported once and gets no further record; it is still disposed with the others. All calls
/// but <see cref="Failures"/> and <see cref="Abandon"/> come from the writer thread.
/// </summary>
internal sealed class SinkSet(IReadOnlyList<NamedSink> sinks, Action<string, Exception>? onFailed)
{
    private readonly Lock _lock = new();
    private readonly NamedSink[] _all = [.. sinks];
    private NamedSink[] _active = [.. sinks];
    private (string Name, Exception Reason)[] _failures = [];
    private NamedSink? _current;

    /// <summary>The outputs that failed, with their reasons.</summary>
    public IReadOnlyList<(string Name, Exception Reason)> Failures => Volatile.Read(ref _failures);

    /// <summary>The outputs that still take records.</summary>
    public IReadOnlyList<NamedSink> Active => _active;

    /// <summary>Hands a record to every output.</summary>
    public void Write(in MetricEntry entry)
    {
        foreach (NamedSink sink in _active)
        {
            try
            {
                _current = sink;
                sink.Sink.Write(in entry);
            }
            catch (Exception reason)
            {
                Fail(sink, reason);
            }
        }
    }

    /// <summary>Flushes every output.</summary>
    public void Flush() => ForEach(_active, static sink => sink.Flush());

    /// <summary>Closes every output, those that failed before too.</summary>
    public void Close() => ForEach(_all, static sink => sink.Dispose());

    /// <summary>Does something with every output of a list; one that throws has failed.</summary>
    public void ForEach(IReadOnlyList<NamedSink> list, Action<IMetricSink> action)
    {
        foreach (NamedSink sink in list)
        {
            try
            {
                _current = sink;
                action(sink.Sink);
            }
            catch (Exception reason)
            {
                Fail(sink, reason);
            }
        }
    }

    /// <summary>Reports the output in which the writer thread hangs. Called by the thread that gave up waiting.</summary>
    public void Abandon(TimeSpan timeout)
    {
        if (Volatile.Read(ref _current) is { } hanging)
        {
            Report(hanging, new TimeoutException($"The output was not written to the end within {timeout.TotalSeconds:0.###} s."));
        }
    }

    /// <summary>Detaches an output and reports it.</summary>
    public void Fail(NamedSink sink, Exception reason)
    {
        _active = [.. _active.Where(other => other != sink)];
        Report(sink, reason);
    }

    private void Report(NamedSink sink, Exception reason)
    {
        lock (_lock)
        {
            if (_failures.Any(failure => failure.Name == sink.Name))
            {
                return;
            }

            Volatile.Write(ref _failures, [.. _failures, (sink.Name, reason)]);
        }

        try
        {
            onFailed?.Invoke(sink.Name, reason);
        }
        catch (Exception)
        {
            // Who is told of failures must not add one: the failure itself stands in the list.
        }
    }
}
