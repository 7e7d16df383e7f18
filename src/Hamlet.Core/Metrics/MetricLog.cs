namespace Hamlet.Metrics;

/// <summary>
/// The one way into all outputs. <see cref="Log{TRecord}"/> encodes a record into a ring of bytes and returns; one thread of its own reads
/// the ring and writes. One thread logs at a time.
/// </summary>
public sealed class MetricLog : IDisposable
{
    /// <summary>Starts the writer thread; with no output nothing is encoded and no thread is started.</summary>
    public MetricLog(IReadOnlyList<NamedSink> sinks, MetricLogOptions? options = null) => throw new NotImplementedException();

    /// <summary>A log without outputs.</summary>
    public static MetricLog None { get; } = new([]);

    /// <summary>The agents of the run.</summary>
    public MetricAgents Agents => throw new NotImplementedException();

    /// <summary>The number that the next record will have.</summary>
    public long NextSequence => throw new NotImplementedException();

    /// <summary>How many records were dropped because the ring was full.</summary>
    public long Dropped => throw new NotImplementedException();

    /// <summary>The outputs that failed, with their reasons.</summary>
    public IReadOnlyList<(string Name, Exception Reason)> Failures => throw new NotImplementedException();

    /// <summary>Says which episode an agent is in, for the records that do not.</summary>
    public void SetEpisode(int agent, long episode) => throw new NotImplementedException();

    /// <summary>Logs a record. Allocates nothing.</summary>
    public void Log<TRecord>(in TRecord record)
        where TRecord : struct, IMetricRecord<TRecord> => throw new NotImplementedException();

    /// <summary>Waits until everything logged so far is written and flushed.</summary>
    public void Flush() => throw new NotImplementedException();

    /// <summary>Drains, flushes and closes the outputs, within the bound of the options. May be called twice.</summary>
    public void Dispose() => throw new NotImplementedException();
}
