using System.Runtime.CompilerServices;

namespace Hamlet.Metrics;

/// <content>How a record becomes bytes.</content>
public sealed unsafe partial class MetricLog
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Write<TRecord>(ByteRing ring, byte* entry, in TRecord record, int size)
        where TRecord : struct, IMetricRecord<TRecord>
    {
        int length = EntryHeader.Size + size;
        WriteHeader(entry, length, TRecord.Schema.Id, record.Axes, beside: 0);
        Encode(in record, new Span<byte>(entry + EntryHeader.Size, size));
        _sequence++;
        if (!ring.TryPublish(entry, length))
        {
            ThrowTwoThreads();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteHeader(byte* entry, int length, int schema, MetricAxes axes, int beside)
    {
        int agent = axes.Agent;
        if (agent != -1)
        {
            CheckAgent(agent);
        }

        ref EntryHeader header = ref *(EntryHeader*)entry;
        header.Length = length;
        header.SchemaId = schema;
        header.Sequence = _sequence;
        header.WallTime = _clock.Now();
        header.Step = axes.Step;
        header.Episode = axes.Episode >= 0 ? axes.Episode : _episodes[Math.Max(agent, 0)];
        header.Agent = agent;
        header.Beside = beside;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Encode<TRecord>(in TRecord record, Span<byte> body)
        where TRecord : struct, IMetricRecord<TRecord>
    {
        var encoder = new MetricEncoder(body);
        record.Encode(ref encoder);
        if (encoder.Position != body.Length)
        {
            ThrowWrongSize(typeof(TRecord), body.Length, encoder.Position);
        }
    }

    /// <summary>Logs a record that is too large for the ring: its bytes go into a side buffer, a bare header into the ring.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LogBeside<TRecord>(in TRecord record, int size)
        where TRecord : struct, IMetricRecord<TRecord>
    {
        long step = record.Axes.Step;
        if (WaitForSideBuffer(size, step, out Span<byte> buffer))
        {
            Encode(in record, buffer);
            PublishBeside(TRecord.Schema.Id, record.Axes);
        }
    }

    // The side buffer is filled: the header that stands for it goes into the ring.
    private void PublishBeside(int schema, MetricAxes axes)
    {
        byte* entry = WaitForRoom(_ring!, EntryHeader.Size, axes.Step);
        if (entry is not null)
        {
            WriteHeader(entry, EntryHeader.Size, schema, axes, beside: 1);
            _sequence++;
            _beside.Commit();
            if (!_ring!.TryPublish(entry, EntryHeader.Size))
            {
                ThrowTwoThreads();
            }
        }
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

    private static void ThrowTwoThreads() => throw MetricWriter.TwoThreads(null);

    private static void ThrowWrongSize(Type record, int promised, int written) =>
        throw new InvalidOperationException($"{record.Name} asked for {promised} bytes and wrote {written}.");
}
