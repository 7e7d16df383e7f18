using System.Runtime.CompilerServices;
using Hamlet.State;

namespace Hamlet.Metrics;

/// <summary>
/// The one way into all outputs. <see cref="Log{TRecord}"/> encodes a record into a ring of bytes and returns; one thread of its own reads
/// the ring and writes. One thread logs at a time. Its state is the number of the next record, the agents' episodes and the state of
/// each output; saving it flushes. Where several threads log, each does so into a <see cref="Branch"/>.
/// </summary>
public sealed unsafe partial class MetricLog : IStateful, IDisposable
{
    private readonly MetricLogOptions _options;
    private readonly SinkSet _sinks;
    private readonly ByteRing? _ring;
    private readonly SideBuffers _beside = new();
    private readonly MetricWriter? _writer;
    private readonly MetricClock _clock;
    private readonly long[] _episodes;
    private long _sequence;
    private long _dropped;
    private long _droppedStep;
    private long _reportedDrops;
    private bool _disposed;

    /// <summary>Starts the writer thread; with no output nothing is encoded and no thread is started.</summary>
    /// <param name="sinks">The outputs; they are disposed with the log. Their names are distinct.</param>
    /// <param name="options">How it works; null for the defaults.</param>
    /// <exception cref="ArgumentException">Two outputs have the same name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The ring's size is no power of two of at least 256 bytes.</exception>
    public MetricLog(IReadOnlyList<NamedSink> sinks, MetricLogOptions? options = null)
    {
        _options = options ?? new MetricLogOptions();
        _sinks = new SinkSet(sinks, _options);
        _clock = new MetricClock(_options.Time);
        _episodes = new long[Agents.Names.Count];
        _sequence = _options.FirstSequence;
        if (sinks.GroupBy(sink => sink.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two outputs are called '{twice.Key}'.", nameof(sinks));
        }

        if (sinks.Count > 0)
        {
            _ring = new ByteRing(_options.RingBytes);
            _writer = new MetricWriter(_ring, _beside, _sinks, _options, () => TryReportDrops());
        }
    }

    /// <summary>A log without outputs.</summary>
    public static MetricLog None { get; } = new([]);

    /// <summary>The agents of the run.</summary>
    public MetricAgents Agents => _options.Agents;

    /// <summary>The number that the next record will have. Records that were dropped have none.</summary>
    public long NextSequence => _sequence;

    /// <summary>How many records were dropped because the ring was full.</summary>
    public long Dropped => _dropped;

    /// <summary>The outputs that failed, with their reasons and what became of them; final once the log is closed.</summary>
    public IReadOnlyList<SinkFailure> Failures => _sinks.Failures;

    /// <summary>Says which episode an agent is in, counted from 0, for the records that do not. Those of the run as a whole carry that of agent 0.</summary>
    /// <exception cref="InvalidOperationException">This is a branch of a log, whose records are in the episode in which they are joined.</exception>
    public void SetEpisode(int agent, long episode)
    {
        ThrowIfBranch();
        if (_ring is not null)
        {
            CheckAgent(agent);
            _episodes[agent] = episode;
        }
    }

    /// <summary>Logs a record: copies everything that it refers to, allocates nothing, and waits only where the ring is full.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The record's agent is not one of the run's.</exception>
    /// <exception cref="ArgumentException">A map or a picture has not as many values as its names or its size ask for.</exception>
    /// <exception cref="InvalidOperationException">Another thread logs at the same time: each needs a <see cref="Branch"/>. Records are lost then.</exception>
    /// <exception cref="ObjectDisposedException">The log is closed.</exception>
    [SkipLocalsInit]
    public void Log<TRecord>(in TRecord record)
        where TRecord : struct, IMetricRecord<TRecord>
    {
        ByteRing? ring = _ring;
        if (ring is null)
        {
            if (_branch is { } branch)
            {
                LogApart(branch, in record);
            }

            return;
        }

        int size = record.EncodedSize;
        int length = EntryHeader.Size + size;
        byte* entry = ring.TryClaim(length);
        if (entry is null)
        {
            if ((uint)length > (uint)ring.MaxEntry)
            {
                LogBeside(in record, size);
                return;
            }

            entry = WaitForRoom(ring, length, record.Axes.Step);
            if (entry is null)
            {
                return;
            }
        }

        Write(ring, entry, in record, size);
    }

    /// <summary>Waits until everything logged so far is written and flushed. For the thread that logs.</summary>
    /// <exception cref="InvalidOperationException">This is a branch of a log, which does not wait for the outputs.</exception>
    public void Flush()
    {
        ThrowIfBranch();
        if (!_disposed)
        {
            _writer?.Do(_writer.Flush);
        }
    }

    /// <summary>Asks the writer to flush soon, and does not wait.</summary>
    public void RequestFlush() => (_trunk ?? this)._writer?.RequestFlush();

    /// <summary>Drains, flushes and closes the outputs, within the bound of the options. May be called twice.</summary>
    public void Dispose()
    {
        if (_disposed || _ring is null)
        {
            return;
        }

        _disposed = true;
        if (!_writer!.Close())
        {
            _sinks.Abandon(_options.CloseTimeout);
        }

        _ring.RevokeLimit();
    }
}
