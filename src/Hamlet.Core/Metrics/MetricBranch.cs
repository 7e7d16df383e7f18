using System.Runtime.InteropServices;

namespace Hamlet.Metrics;

/// <summary>
/// Records that wait in a branch of a log, one behind the other, each an <see cref="EntryHeader"/> and its bytes as in the ring. It grows to
/// what is logged between two joins, and then allocates no more.
/// </summary>
internal sealed class MetricBranch
{
    private byte[] _bytes = [];
    private int _length;

    /// <summary>Room for the next record behind the others; it stands there once it is committed.</summary>
    /// <param name="length">The size of the header and the bytes.</param>
    public Span<byte> Claim(int length)
    {
        int end = checked(_length + Aligned(length));
        if (end > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(end, (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
        }

        return _bytes.AsSpan(_length, length);
    }

    /// <summary>The claimed record is written.</summary>
    public void Commit(int length) => _length += Aligned(length);

    /// <summary>The record at a position, the first at 0; moves the position behind it. False at the end.</summary>
    public bool TryRead(ref int position, out ReadOnlySpan<byte> entry)
    {
        if (position >= _length)
        {
            entry = default;
            return false;
        }

        int length = MemoryMarshal.Read<int>(_bytes.AsSpan(position));
        entry = _bytes.AsSpan(position, length);
        position += Aligned(length);
        return true;
    }

    /// <summary>Forgets all, and keeps the room.</summary>
    public void Clear() => _length = 0;

    // As in the ring, so that headers lie where they may be read in place.
    private static int Aligned(int length) => checked(length + 7) & ~7;
}
