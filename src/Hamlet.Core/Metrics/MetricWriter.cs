using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Hamlet.Metrics;

/// <summary>The writer thread: reads the ring, resolves tags, hands records to the outputs, flushes them from time to time.</summary>
internal sealed class MetricWriter
{
    /// <summary>How long the thread sleeps when the ring is empty. So nobody has to wake it for a record, which would be a system call.</summary>
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(10);

    private readonly ByteRing _ring;
    private readonly SideBuffers _beside;
    private readonly SinkSet _sinks;
    private readonly TagResolver _tags;
    private readonly MetricLogOptions _options;
    private readonly Action _reportDrops;
    private readonly AutoResetEvent _wake = new(false);
    private readonly ConcurrentQueue<WriterRequest> _requests = new();
    private readonly Thread _thread;
    private volatile bool _closing;
    private volatile bool _flushAsked;
    private volatile Exception? _damage;
    private bool _unflushed;
    private long _flushed;

    /// <summary>Starts the thread.</summary>
    /// <param name="ring">What it reads.</param>
    /// <param name="beside">What it reads where a record is too large for the ring.</param>
    /// <param name="sinks">What it writes to.</param>
    /// <param name="options">How.</param>
    /// <param name="reportDrops">Logs a last count of dropped records. Called while the thread that logs waits for this one.</param>
    public MetricWriter(ByteRing ring, SideBuffers beside, SinkSet sinks, MetricLogOptions options, Action reportDrops)
    {
        _ring = ring;
        _beside = beside;
        _sinks = sinks;
        _options = options;
        _reportDrops = reportDrops;
        _tags = new TagResolver(options.Agents);
        _flushed = options.Time.GetTimestamp();
        _thread = new Thread(Run) { IsBackground = true, Name = "Hamlet metrics" };
        _thread.Start();
    }

    /// <summary>Ends the thread's sleep.</summary>
    public void Wake() => _wake.Set();

    /// <summary>Asks for a flush at the thread's next round, without waiting for it.</summary>
    public void RequestFlush() => _flushAsked = true;

    /// <summary>
    /// Waits until everything published so far is written, then does something on the writer thread. For the thread that logs.
    /// </summary>
    public void Do(Action action) => Send(new WriterRequest(action, _ring.Published, awaited: true)).Wait();

    /// <summary>
    /// The same without waiting: what is published from now on is written after the action. For the thread that logs; the request is for
    /// any thread to wait for.
    /// </summary>
    public WriterRequest Post(Action action) => Send(new WriterRequest(action, _ring.Published, awaited: false));

    /// <summary>Flushes the outputs. Only on the writer thread.</summary>
    public void Flush()
    {
        _sinks.Flush();
        _unflushed = false;
        _flushed = _options.Time.GetTimestamp();
    }

    /// <summary>What is said of a log into which two threads wrote.</summary>
    public static InvalidOperationException TwoThreads(Exception? seen) => new(
        "Two threads logged at once, and records are lost. A log takes them from one thread at a time: each other one needs a Branch() of its own, which the first joins",
        seen);

    /// <summary>For the thread that logs: throws once what was logged cannot be read, for there is nothing to wait for.</summary>
    /// <exception cref="InvalidOperationException">Two threads logged at once.</exception>
    public void ThrowIfDamaged()
    {
        if (_damage is { } damage)
        {
            throw TwoThreads(damage);
        }
    }

    /// <summary>Lets the thread write what is left, flush and close the outputs and end; false if that takes longer than the options allow.</summary>
    public bool Close()
    {
        _closing = true;
        Wake();
        return _thread.Join(_options.CloseTimeout);
    }

    private void Run()
    {
        bool closing;
        do
        {
            // It is read before the ring's end is: what was logged before it was set is then below that.
            closing = _closing;
            long published = _ring.Published;
            while (_requests.TryDequeue(out WriterRequest? request))
            {
                Serve(request);
            }

            Drain(published);
            if (closing)
            {
                _reportDrops();
                Drain(_ring.Published);
            }

            _sinks.TryAgain();
            FlushIfDue();
            if (!closing && _ring.Published == published)
            {
                _wake.WaitOne(s_poll);
            }
        }
        while (!closing);

        Flush();
        _sinks.Close();
    }

    private WriterRequest Send(WriterRequest request)
    {
        _requests.Enqueue(request);
        Wake();
        return request;
    }

    private void Serve(WriterRequest request)
    {
        Drain(request.Position);
        if (request.Awaited)
        {
            _reportDrops();
            Drain(_ring.Published);
        }

        request.Run();
    }

    // Outputs answer for themselves. What goes wrong here is in the entries, of which no thread alone makes a wrong one.
    private void Drain(long published)
    {
        try
        {
            if (_damage is null)
            {
                Read(published);
            }
        }
        catch (Exception e)
        {
            _damage = e;
            _sinks.GiveUp(TwoThreads(e));
        }

        if (_damage is not null)
        {
            _ring.Skip(published);
        }
    }

    private void Read(long published)
    {
        while (_ring.TryPeek(published, out ReadOnlySpan<byte> entry))
        {
            ref readonly EntryHeader header = ref MemoryMarshal.AsRef<EntryHeader>(entry);
            if (header.Beside == 0)
            {
                Write(in header, entry[EntryHeader.Size..]);
            }
            else
            {
                Write(in header, _beside.Peek());
                _beside.Release();
            }

            _ring.Release(entry.Length);
            _unflushed = true;
        }
    }

    private void Write(in EntryHeader header, ReadOnlySpan<byte> body)
    {
        MetricSchema schema = MetricSchema.Get(header.SchemaId);
        MetricTags tags = _tags.Resolve(schema, header.Agent, body);
        var axes = new MetricAxes(header.Step, header.Episode, header.Agent);
        ReadOnlySpan<byte> fields = body[(schema.TagParts.Count * sizeof(int))..];
        _sinks.Write(new MetricEntry(schema, tags, header.Sequence, header.WallTime, axes, fields));
    }

    private void FlushIfDue()
    {
        if (_unflushed && (_flushAsked || _options.Time.GetElapsedTime(_flushed) >= _options.FlushInterval))
        {
            _flushAsked = false;
            Flush();
        }
    }
}
