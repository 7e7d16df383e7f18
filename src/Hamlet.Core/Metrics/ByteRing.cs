using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hamlet.Metrics;

/// <summary>
/// A ring of bytes between one producer and one consumer, without a lock. Entries are contiguous, begin at multiples of 8 and carry their
/// length in their first four bytes; an entry that would pass the end of the memory begins at its start, and a marker says so. Positions
/// count from 0 and never wrap; their low bits are the offset.
/// </summary>
internal sealed unsafe class ByteRing
{
    private const int CacheLine = 64;
    private const int Page = 4096;
    private const int WrapMarker = -1;

    // Pinned rather than native: a writer thread that hangs in an output may outlive Dispose, and must not find its memory gone.
    private readonly byte[] _memory;
    private readonly byte* _start;
    private readonly int _mask;
    private RingCursors _cursors;

    /// <summary>Makes an empty ring.</summary>
    /// <param name="capacity">Its size in bytes, a power of two of at least 256.</param>
    public ByteRing(int capacity)
    {
        if (capacity < 256 || !BitOperations.IsPow2(capacity))
        {
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "The ring's size must be a power of two of at least 256 bytes.");
        }

        Capacity = capacity;
        _mask = capacity - 1;
        _memory = GC.AllocateUninitializedArray<byte>(capacity + CacheLine, pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref _memory[0]);
        _start = (byte*)((address + CacheLine - 1) & ~(nuint)(CacheLine - 1));
        for (int i = 0; i < capacity; i += Page)
        {
            _start[i] = 0; // The page faults of the first lap happen here and not while training.
        }
    }

    /// <summary>The size in bytes.</summary>
    public int Capacity { get; }

    /// <summary>
    /// The largest entry in bytes: half the ring. A larger one could find the ring empty and still not fit, since it also needs the
    /// bytes that it skips at the end.
    /// </summary>
    public int MaxEntry => Capacity / 2;

    /// <summary>
    /// Producer: a place for an entry if that is certain without asking the consumer, else null. A negative length counts as a huge one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* TryClaim(int length)
    {
        long tail = _cursors.Tail;
        long offset = tail & _mask;
        long size = (uint)Aligned(length);
        // One producer's limit never lies behind the end of the memory. Two may have moved the one's end and the other's limit past each other: that costs them
        // entries, and must not cost anybody the memory behind.
        return tail + size <= _cursors.Limit && offset + size <= Capacity ? _start + offset : null;
    }

    /// <summary>
    /// Producer: a place for an entry of at most <see cref="MaxEntry"/> bytes, or null if the ring is full. Says whether the consumer
    /// should be woken, which is so once when the ring gets half full and then after each further eighth.
    /// </summary>
    public byte* TryClaimSlowly(int length, out bool wake)
    {
        long tail = _cursors.Tail;
        long head = Volatile.Read(ref _cursors.Head);
        long endOfLap = (tail | (uint)_mask) + 1;
        long start = tail + Aligned(length) <= endOfLap ? tail : endOfLap;
        long end = start + Aligned(length);
        if (end - head > Capacity)
        {
            wake = true;
            return null;
        }

        if (start != tail)
        {
            *(int*)(_start + (tail & _mask)) = WrapMarker;
            Volatile.Write(ref _cursors.Tail, start);
            endOfLap += Capacity;
        }

        wake = end - head > Capacity / 2;
        long next = wake ? Math.Min(end + (Capacity / 8), head + Capacity) : head + (Capacity / 2);
        _cursors.Limit = Math.Min(next, endOfLap);
        return _start + (start & _mask);
    }

    /// <summary>Producer: whether at most half of the ring is in use.</summary>
    public bool IsHalfEmpty => _cursors.Tail - Volatile.Read(ref _cursors.Head) <= Capacity / 2;

    /// <summary>
    /// Producer: hands the claimed entry over. False if that is not where the next one belongs: then there is a second producer, which has published
    /// since. Two may pass each other unseen within these instructions; what that does to the entries, <see cref="TryPeek"/> notices.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPublish(byte* entry, int length)
    {
        long tail = _cursors.Tail;
        if (_start + (tail & _mask) != entry)
        {
            return false;
        }

        Volatile.Write(ref _cursors.Tail, tail + Aligned(length));
        return true;
    }

    /// <summary>Producer: makes every following <see cref="TryClaim"/> fail until <see cref="TryClaimSlowly"/> succeeds.</summary>
    public void RevokeLimit() => _cursors.Limit = long.MinValue;

    /// <summary>Consumer: the position behind everything published so far.</summary>
    public long Published => Volatile.Read(ref _cursors.Tail);

    /// <summary>Consumer: the oldest entry that begins before a position; it stays until <see cref="Release"/>.</summary>
    /// <exception cref="InvalidDataException">No entry ends at that position: two producers have written into each other's.</exception>
    public bool TryPeek(long before, out ReadOnlySpan<byte> entry)
    {
        long head = _cursors.Head;
        while (head < before)
        {
            byte* start = _start + (head & _mask);
            int length = *(int*)start;
            if (length != WrapMarker)
            {
                if (length < sizeof(int) || length > before - head || length > Capacity - (head & _mask))
                {
                    throw new InvalidDataException("An entry of the ring is damaged.");
                }

                entry = new ReadOnlySpan<byte>(start, length);
                return true;
            }

            head = (head | (uint)_mask) + 1;
            if (head > before)
            {
                throw new InvalidDataException("A marker of the ring is damaged.");
            }

            Volatile.Write(ref _cursors.Head, head);
        }

        entry = default;
        return false;
    }

    /// <summary>Consumer: gives the bytes of the oldest entry back.</summary>
    public void Release(int length) => Volatile.Write(ref _cursors.Head, _cursors.Head + Aligned(length));

    /// <summary>Consumer: gives everything before a position back, whatever it is.</summary>
    public void Skip(long before) => Volatile.Write(ref _cursors.Head, Math.Max(before, _cursors.Head));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Aligned(int length) => (length + 7) & ~7;
}
