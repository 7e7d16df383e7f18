using System.Runtime.InteropServices;

namespace Hamlet.Threads;

/// <summary>
/// What is to be done. Nothing else lies in its cache lines, and only the thread that asks writes them: the others look at them all the time, and
/// get everything with one look.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 320)]
internal sealed class Assignment
{
    /// <summary>Whose turn it is, counted.</summary>
    [FieldOffset(128)]
    public int Round;

    /// <summary>How many rows there are.</summary>
    [FieldOffset(132)]
    public int Rows;

    /// <summary>How many a thread takes at a time.</summary>
    [FieldOffset(136)]
    public int Grain;

    /// <summary>How many threads have a part in it.</summary>
    [FieldOffset(140)]
    public int Sharing;

    /// <summary>The work.</summary>
    [FieldOffset(144)]
    public IRowWork? Work;
}
