using System.Runtime.InteropServices;

namespace Hamlet.Threads;

/// <summary>A thread's slice of a work, and what it has done; in cache lines of its own, since every thread writes its own all the time.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct Slice
{
    /// <summary>The round of the pool in the upper half, in the lower the grain that is to be done next.</summary>
    [FieldOffset(0)]
    public long Next;

    /// <summary>The round in the upper half, in the lower how many grains the thread has done in it, of its own slice or of others.</summary>
    [FieldOffset(128)]
    public long Done;

    /// <summary>The two as one.</summary>
    public static long Place(int round, int grain) => ((long)round << 32) | (uint)grain;

    /// <summary>The first grain of a slice, and the one behind its last.</summary>
    public static (int Begin, int End) Of(int slice, int rows, int grain, int slices)
    {
        long grains = ((long)rows + grain - 1) / grain;
        return ((int)(grains * slice / slices), (int)(grains * (slice + 1) / slices));
    }
}
