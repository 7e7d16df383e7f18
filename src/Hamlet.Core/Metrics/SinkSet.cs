using System.Diagnostics;

namespace Hamlet.Metrics;

/// <summary>
/// The outputs of a log. One that fails stops neither the others nor training (<see cref="Outlet"/>). All calls but
/// <see cref="Failures"/> and <see cref="Abandon"/> come from the writer thread.
/// </summary>
internal sealed class SinkSet(IReadOnlyList<NamedSink> sinks, MetricLogOptions options)
{
    private static readonly TimeSpan s_pauseAtEnd = TimeSpan.FromMilliseconds(50);

    private readonly Outlet[] _outlets = [.. sinks.Select(sink => new Outlet(sink, options))];
    private Outlet? _current;

    /// <summary>The outputs that failed, in the order of the outputs.</summary>
    public IReadOnlyList<SinkFailure> Failures => [.. _outlets.Select(outlet => outlet.Failure).OfType<SinkFailure>()];

    /// <summary>The outputs that take records.</summary>
    public IEnumerable<Outlet> Working => _outlets.Where(outlet => outlet.Works);

    /// <summary>Hands a record to every output.</summary>
    public void Write(in MetricEntry entry)
    {
        foreach (Outlet outlet in _outlets)
        {
            _current = outlet;
            outlet.Write(in entry);
        }
    }

    /// <summary>Flushes every output that works.</summary>
    public void Flush() => Do(static sink => sink.Flush());

    /// <summary>Does something with every output that works.</summary>
    public void Do(Action<IMetricSink> action) => ForEach(outlet => outlet.Do(action));

    /// <summary>Tries those again that wait and whose time has come.</summary>
    public void TryAgain() => ForEach(static outlet => outlet.TryAgainIfDue());

    /// <summary>
    /// Closes every output, those that failed before too. The ones that wait are tried until they work or half of the time that closing
    /// may take is over: the other half is for what then has to be written.
    /// </summary>
    public void Close()
    {
        long start = Stopwatch.GetTimestamp();
        ForEach(static outlet => outlet.TryAgain(countAttempt: false));
        while (_outlets.Any(outlet => outlet.Waits) && Stopwatch.GetElapsedTime(start) < options.CloseTimeout / 2)
        {
            Thread.Sleep(s_pauseAtEnd);
            ForEach(static outlet => outlet.TryAgain(countAttempt: false));
        }

        ForEach(static outlet => outlet.Close());
    }

    /// <summary>Gives every output up: there is nothing more that could be handed to it.</summary>
    public void GiveUp(Exception reason) => ForEach(outlet => outlet.Detach(reason));

    /// <summary>Reports the output in which the writer thread hangs. Called by the thread that gave up waiting.</summary>
    public void Abandon(TimeSpan timeout) => Volatile.Read(ref _current)?.Abandon(
        new TimeoutException($"The output was not written to the end within {timeout.TotalSeconds:0.###} s."));

    private void ForEach(Action<Outlet> action)
    {
        foreach (Outlet outlet in _outlets)
        {
            _current = outlet;
            action(outlet);
        }
    }
}
