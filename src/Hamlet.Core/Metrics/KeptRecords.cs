namespace Hamlet.Metrics;

/// <summary>Copies of the records that an output could not take, within a bound of bytes, oldest first.</summary>
internal sealed class KeptRecords(long bound)
{
    // What a copy takes beside its bytes.
    private const int Overhead = 128;

    private readonly Queue<Copy> _records = [];
    private long _bytes;

    /// <summary>How many there are.</summary>
    public int Count => _records.Count;

    /// <summary>Copies a record; false if there is no room for it.</summary>
    public bool TryAdd(in MetricEntry entry)
    {
        long bytes = entry.Fields.Length + Overhead;
        if (_bytes + bytes > bound)
        {
            return false;
        }

        _bytes += bytes;
        _records.Enqueue(new Copy(entry.Schema, entry.Tags, entry.Sequence, entry.WallTime, entry.Axes, entry.Fields.ToArray()));
        return true;
    }

    /// <summary>The oldest record.</summary>
    public bool TryPeek(out MetricEntry entry)
    {
        bool any = _records.TryPeek(out Copy? copy);
        entry = any ? new MetricEntry(copy!.Schema, copy.Tags, copy.Sequence, copy.WallTime, copy.Axes, copy.Fields) : default;
        return any;
    }

    /// <summary>Forgets the oldest record.</summary>
    public void Remove() => _bytes -= _records.Dequeue().Fields.Length + Overhead;

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _records.Clear();
        _bytes = 0;
    }

    private sealed record Copy(MetricSchema Schema, MetricTags Tags, long Sequence, double WallTime, MetricAxes Axes, byte[] Fields);
}
