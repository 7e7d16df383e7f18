using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hamlet.Metrics;

/// <content>Several threads that log: each into a branch, and the branches are joined in an order that no thread decides.</content>
public sealed unsafe partial class MetricLog
{
    private readonly MetricLog? _trunk;
    private readonly MetricBranch? _branch;

    private MetricLog(MetricLog trunk)
    {
        _options = trunk._options;
        _sinks = new SinkSet([], trunk._options);
        _clock = trunk._clock;
        _episodes = trunk._episodes;
        _trunk = trunk;
        _branch = new MetricBranch();
    }

    /// <summary>
    /// A log for another thread than the one that logs here. What is logged there waits until <see cref="Join"/>, and is then logged as if it
    /// were only now: so it gets its number and its time. A branch takes records and asks for flushes; it cannot wait for the outputs, and
    /// what is said of the run as a whole is said here. It holds no resources. A log without outputs is its own branch.
    /// </summary>
    public MetricLog Branch() => _ring is null ? this : new MetricLog(this);

    /// <summary>
    /// Logs what waits in a branch of this log, in the order in which it was logged there. For the thread that logs, while nobody logs into
    /// the branch.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The log is closed, and something waits.</exception>
    public void Join(MetricLog branch)
    {
        ArgumentNullException.ThrowIfNull(branch);
        if (branch._branch is not { } waiting || _ring is null)
        {
            return;
        }

        int position = 0;
        while (waiting.TryRead(ref position, out ReadOnlySpan<byte> entry))
        {
            ref readonly EntryHeader header = ref MemoryMarshal.AsRef<EntryHeader>(entry);
            var axes = new MetricAxes(header.Step, header.Episode, header.Agent);
            Append(header.SchemaId, axes, entry[EntryHeader.Size..]);
        }

        waiting.Clear();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LogApart<TRecord>(MetricBranch branch, in TRecord record)
        where TRecord : struct, IMetricRecord<TRecord>
    {
        MetricAxes axes = record.Axes;
        if (axes.Agent != -1)
        {
            CheckAgent(axes.Agent);
        }

        int length = checked(EntryHeader.Size + record.EncodedSize);
        Span<byte> entry = branch.Claim(length);
        Encode(in record, entry[EntryHeader.Size..]);
        MemoryMarshal.AsRef<EntryHeader>(entry) = new EntryHeader
        {
            Length = length,
            SchemaId = TRecord.Schema.Id,
            Step = axes.Step,
            Episode = axes.Episode,
            Agent = axes.Agent,
        };
        branch.Commit(length);
    }

    // The same as for a record, whose bytes are there already.
    private void Append(int schema, MetricAxes axes, ReadOnlySpan<byte> body)
    {
        ByteRing ring = _ring!;
        int length = EntryHeader.Size + body.Length;
        if (length > ring.MaxEntry)
        {
            AppendBeside(schema, axes, body);
            return;
        }

        byte* entry = ring.TryClaim(length);
        if (entry is null)
        {
            entry = WaitForRoom(ring, length, axes.Step);
        }

        if (entry is not null)
        {
            WriteHeader(entry, length, schema, axes, beside: 0);
            body.CopyTo(new Span<byte>(entry + EntryHeader.Size, body.Length));
            _sequence++;
            if (!ring.TryPublish(entry, length))
            {
                ThrowTwoThreads();
            }
        }
    }

    private void AppendBeside(int schema, MetricAxes axes, ReadOnlySpan<byte> body)
    {
        if (WaitForSideBuffer(body.Length, axes.Step, out Span<byte> buffer))
        {
            body.CopyTo(buffer);
            PublishBeside(schema, axes);
        }
    }

    private void ThrowIfBranch()
    {
        if (_branch is not null)
        {
            throw new InvalidOperationException("A branch of a log takes records alone: ask the log itself.");
        }
    }
}
