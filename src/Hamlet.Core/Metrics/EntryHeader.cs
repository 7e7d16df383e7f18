using System.Runtime.InteropServices;

namespace Hamlet.Metrics;

/// <summary>
/// What stands before every record in the ring; the tag parts and the fields follow. The order of the fields keeps each aligned
/// without padding, and <see cref="Length"/> first, where <see cref="ByteRing"/> looks for it.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct EntryHeader
{
    /// <summary>The size of the header in bytes.</summary>
    public const int Size = 48;

    /// <summary>The bytes of the whole entry in the ring, this header included.</summary>
    public int Length;

    /// <summary>The number of the record's <see cref="MetricSchema"/>.</summary>
    public int SchemaId;

    /// <summary>The number of the record in the run.</summary>
    public long Sequence;

    /// <summary>Seconds since 1970 UTC.</summary>
    public double WallTime;

    /// <summary>The step.</summary>
    public long Step;

    /// <summary>The episode, already filled in.</summary>
    public long Episode;

    /// <summary>The agent, or -1.</summary>
    public int Agent;

    /// <summary>1 where tag parts and fields did not fit into the ring and lie in the next of the <see cref="SideBuffers"/>.</summary>
    public int Beside;
}
