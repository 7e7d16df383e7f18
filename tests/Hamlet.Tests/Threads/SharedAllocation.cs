namespace Hamlet.Tests.Threads;

/// <summary>What a thread may allocate that shares its work with others and allocates nothing for it.</summary>
internal static class SharedAllocation
{
    /// <summary>
    /// The most, in bytes: what the runtime makes when two threads come to one lock at the same time, once and nobody knows when. The smallest object is 24 bytes,
    /// so that a test that does its work two hundred times sees one in each.
    /// </summary>
    public const long Most = 4096;
}
