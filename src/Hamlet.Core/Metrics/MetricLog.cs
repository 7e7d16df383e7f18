using System.Runtime.CompilerServices;
using Hamlet.State;

namespace Hamlet.Metrics;

/// <summary>
/// The one way into all outputs. <see cref="Log{TRecord}"/> encodes a record into a ring of bytes and returns; one thread of its own reads
/// the ring and writes. One thread logs at a time. Its state is the number of the next record, the agents' episodes and the state of
/// each output; saving it flushes.
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
    private bool _disposed;

    /// <summary>Starts the writer thread; with no output nothing is encoded and no thread is started.</summary>
    /// <param name="sinks">The outputs; they are disposed with the log. Their names are distinct.</param>
    /// <param name="options">How it works; null for the defaults.</param>
    /// <exception cref="ArgumentException">Two outputs have the same name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The ring's size is no power of two of at least 256 bytes.</exception>
    public MetricLog(IReadOnlyList<NamedSink> sinks, MetricLogOptions? options = null)
    {
        _options = options ?? new MetricLogOptions();
        _sinks = new SinkSet(sinks, _options.OnSinkFailed);
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
            _writer = new MetricWriter(_ring, _beside, _sinks, _options);
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

    /// <summary>The outputs that failed, with their reasons.</summary>
    public IReadOnlyList<(string Name, Exception Reason)> Failures => _sinks.Failures;

    /// <summary>Says which episode an agent is in, for the records that do not. Those of the run as a whole carry that of agent 0.</summary>
    public void SetEpisode(int agent, long episode)
    {
        if (_ring is not null)
        {
            CheckAgent(agent);
            _episodes[agent] = episode;
        }
    }

    /// <summary>Logs a record: copies everything that it refers to, allocates nothing, and waits only where the ring is full.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The record's agent is not one of the run's.</exception>
    /// <exception cref="ArgumentException">A map or a picture has not as many values as its names or its size ask for.</exception>
    /// <exception cref="ObjectDisposedException">The log is closed.</exception>
    [SkipLocalsInit]
    public void Log<TRecord>(in TRecord record)
        where TRecord : struct, IMetricRecord<TRecord>
    {
        ByteRing? ring = _ring;
        if (ring is null)
        {
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

            entry = WaitForRoom(ring, length);
            if (entry is null)
            {
                return;
            }
        }

        WriteHeader<TRecord>(entry, length, record.Axes, beside: 0);
        var encoder = new MetricEncoder(new Span<byte>(entry + EntryHeader.Size, size));
        record.Encode(ref encoder);
        if (encoder.Position != size)
        {
            ThrowWrongSize(typeof(TRecord), size, encoder.Position);
        }

        _sequence++;
        ring.Publish(length);
    }

    /// <summary>Waits until everything logged so far is written and flushed.</summary>
    public void Flush()
    {
        if (!_disposed)
        {
            _writer?.Do(_writer.Flush);
        }
    }

    /// <summary>Asks the writer to flush soon, and does not wait.</summary>
    public void RequestFlush() => _writer?.RequestFlush();

    /// <summary>Drains, flushes and closes the outputs, within the bound of the options. May be called twice.</summary>
    public void Dispose()
    {
        if (_disposed || _ring is null)
        {
            return;
        }

        _disposed = true;
        _ring.RevokeLimit();
        if (!_writer!.Close())
        {
            _sinks.Abandon(_options.CloseTimeout);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteHeader<TRecord>(byte* entry, int length, MetricAxes axes, int beside)
        where TRecord : struct, IMetricRecord<TRecord>
    {
        int agent = axes.Agent;
        if (agent != -1)
        {
            CheckAgent(agent);
        }

        ref EntryHeader header = ref *(EntryHeader*)entry;
        header.Length = length;
        header.SchemaId = TRecord.Schema.Id;
        header.Sequence = _sequence;
        header.WallTime = _clock.Now();
        header.Step = axes.Step;
        header.Episode = axes.Episode >= 0 ? axes.Episode : _episodes[Math.Max(agent, 0)];
        header.Agent = agent;
        header.Beside = beside;
    }

    /// <summary>Logs a record that is too large for the ring: its bytes go into a side buffer, a bare header into the ring.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LogBeside<TRecord>(in TRecord record, int size)
        where TRecord : struct, IMetricRecord<TRecord>
    {
        if (!WaitForSideBuffer(size, out Span<byte> buffer))
        {
            return;
        }

        var encoder = new MetricEncoder(buffer);
        record.Encode(ref encoder);
        if (encoder.Position != size)
        {
            ThrowWrongSize(typeof(TRecord), size, encoder.Position);
        }

        byte* entry = WaitForRoom(_ring!, EntryHeader.Size);
        if (entry is not null)
        {
            WriteHeader<TRecord>(entry, EntryHeader.Size, record.Axes, beside: 1);
            _sequence++;
            _beside.Commit();
            _ring!.Publish(EntryHeader.Size);
        }
    }

    /// <summary>A place in the ring, as soon as there is one; null if the record was dropped instead.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte* WaitForRoom(ByteRing ring, int length)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var spin = default(SpinWait);
        while (true)
        {
            byte* entry = ring.TryClaimSlowly(length, out bool wake);
            if (wake)
            {
                _writer!.Wake();
            }

            if (entry is not null)
            {
                return entry;
            }

            if (_options.WhenFull == FullRingPolicy.Drop)
            {
                _dropped++;
                return null;
            }

            spin.SpinOnce();
        }
    }

    private bool WaitForSideBuffer(int size, out Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var spin = default(SpinWait);
        while (!_beside.TryClaim(size, out buffer))
        {
            _writer!.Wake();
            if (_options.WhenFull == FullRingPolicy.Drop)
            {
                _dropped++;
                return false;
            }

            spin.SpinOnce();
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckAgent(int agent)
    {
        if ((uint)agent >= (uint)_episodes.Length)
        {
            ThrowWrongAgent(agent);
        }
    }

    private void ThrowWrongAgent(int agent) =>
        throw new ArgumentOutOfRangeException(nameof(agent), agent, $"The run has {_episodes.Length} agents, counted from 0.");

    private static void ThrowWrongSize(Type record, int promised, int written) =>
        throw new InvalidOperationException($"{record.Name} asked for {promised} bytes and wrote {written}.");

    void IStateful.SaveState(StateWriter writer)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Flush();
        writer.Write("next_sequence", _sequence);
        writer.Write<long>("episodes", _episodes);
        writer.Write("sinks", new SinkStates(_sinks, _writer));
    }

    void IStateful.LoadState(StateReader reader)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _sequence = reader.ReadInt64("next_sequence");
        reader.Read<long>("episodes", _episodes);
        reader.Read("sinks", new SinkStates(_sinks, _writer));
    }
}
