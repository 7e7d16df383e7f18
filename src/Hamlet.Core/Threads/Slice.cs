using System.Runtime.InteropServices;

namespace Hamlet.Threads;

/// <summary>How far a slice of a work is done; alone in two cache lines, since every thread writes its own all the time.</summary>
[StructLayout(LayoutKind.Sequential, Size = 128)]
internal struct Slice
{
    /// <summary>The round of the pool in the upper half, in the lower the grain that is to be done next.</summary>
    public long Next;

    /// <summary>The two as one.</summary>
    public static long Place(int round, int grain) => ((long)round << 32) | (uint)grain;

    /// <summary>The first grain of a slice, and the one behind its last.</summary>
    public static (int Begin, int End) Of(int slice, int rows, int grain, int slices)
    {
        long grains = ((long)rows + grain - 1) / grain;
        return ((int)(grains * slice / slices), (int)(grains * (slice + 1) / slices));
    }
}
