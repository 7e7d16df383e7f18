namespace Hamlet.Metrics;

/// <summary>
/// The way beside the ring for records that are too large for it: two buffers, used in turn and kept for the next time. One producer,
/// one consumer; the ring's entry that stands for the record publishes the buffer.
/// </summary>
internal sealed class SideBuffers
{
    private const int Count = 2;

    private readonly byte[][] _buffers = [[], []];
    private readonly int[] _lengths = new int[Count];
    private long _written;
    private long _read;

    /// <summary>Producer: a buffer of this many bytes, unless both are in use.</summary>
    public bool TryClaim(int length, out Span<byte> buffer)
    {
        if (_written - Volatile.Read(ref _read) == Count)
        {
            buffer = default;
            return false;
        }

        int slot = (int)(_written % Count);
        if (_buffers[slot].Length < length)
        {
            _buffers[slot] = GC.AllocateUninitializedArray<byte>(length);
        }

        _lengths[slot] = length;
        buffer = _buffers[slot].AsSpan(0, length);
        return true;
    }

    /// <summary>Producer: the claimed buffer is filled; call it before the entry is published.</summary>
    public void Commit() => _written++;

    /// <summary>Consumer: the buffer of the entry at hand.</summary>
    public ReadOnlySpan<byte> Peek()
    {
        int slot = (int)(_read % Count);
        return _buffers[slot].AsSpan(0, _lengths[slot]);
    }

    /// <summary>Consumer: gives the buffer back.</summary>
    public void Release() => Volatile.Write(ref _read, _read + 1);
}
