using System.Runtime.InteropServices;

namespace Hamlet.Metrics;

/// <summary>
/// The positions of a <see cref="ByteRing"/>. Writer and reader have a pair of cache lines each (processors fetch lines in pairs), so that
/// neither's every step takes the other's line away.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 384)]
internal struct RingCursors
{
    /// <summary>Where the next entry begins. Written by the producer, read by the consumer once a batch.</summary>
    [FieldOffset(128)]
    public long Tail;

    /// <summary>Up to where the producer may write without looking at <see cref="Head"/>. The producer's alone.</summary>
    [FieldOffset(136)]
    public long Limit;

    /// <summary>Where the oldest entry begins. Written by the consumer, read by the producer when it meets its limit.</summary>
    [FieldOffset(256)]
    public long Head;
}
