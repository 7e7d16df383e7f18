namespace Hamlet.Metrics;

/// <summary>Compares the keys of <see cref="TagResolver"/> by content, also with a span that was never made an array.</summary>
internal sealed class TagKeyComparer : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
{
    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    public bool Equals(ReadOnlySpan<int> alternate, int[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(int[] key) => GetHashCode(key.AsSpan());

    public int GetHashCode(ReadOnlySpan<int> alternate)
    {
        uint hash = 2166136261;
        foreach (int part in alternate)
        {
            hash = (hash ^ (uint)part) * 16777619;
        }

        return (int)(hash ^ (hash >> 15));
    }

    public int[] Create(ReadOnlySpan<int> alternate) => alternate.ToArray();
}
