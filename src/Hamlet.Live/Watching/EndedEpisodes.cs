namespace Hamlet.Live.Watching;

/// <summary>
/// Hands ended episodes from the training thread to the one that tells of them. Neither waits: where nobody fetches them, the newer ones are
/// left out, which curves and counters do not depend on.
/// </summary>
internal sealed class EndedEpisodes
{
    private const int Capacity = 256;

    private readonly Slot[] _ring;
    private long _written;
    private long _read;

    /// <summary>Allocates all that is ever needed on the training thread.</summary>
    /// <param name="meters">The most meters of an episode.</param>
    /// <param name="affordances">The most affordances of an episode.</param>
    public EndedEpisodes(int meters = 0, int affordances = 0) =>
        _ring = [.. Enumerable.Range(0, Capacity).Select(_ => new Slot(new float[meters], new int[affordances]))];

    /// <summary>Whether another one would be left out; for the training thread.</summary>
    public bool IsFull => _written - Volatile.Read(ref _read) >= Capacity;

    /// <summary>Adds one, with copies of what is known of its end; for the training thread.</summary>
    public void Add(in EndedEpisode episode, ReadOnlySpan<float> meters, ReadOnlySpan<int> uses)
    {
        if (!IsFull)
        {
            Slot slot = _ring[_written % Capacity];
            slot.Episode = episode;
            meters.CopyTo(slot.Meters);
            uses.CopyTo(slot.Uses);
            (slot.MeterCount, slot.UseCount) = (meters.Length, uses.Length);
            Volatile.Write(ref _written, _written + 1);
        }
    }

    /// <summary>Takes the oldest; for the other thread.</summary>
    public bool TryTake(out EndedEpisode episode)
    {
        if (_read == Volatile.Read(ref _written))
        {
            episode = default;
            return false;
        }

        Slot slot = _ring[_read % Capacity];
        episode = slot.Episode with { Meters = slot.Meters[..slot.MeterCount], Uses = slot.Uses[..slot.UseCount] };
        Volatile.Write(ref _read, _read + 1);
        return true;
    }

    private sealed class Slot(float[] meters, int[] uses)
    {
        public EndedEpisode Episode { get; set; }

        public float[] Meters => meters;

        public int MeterCount { get; set; }

        public int[] Uses => uses;

        public int UseCount { get; set; }
    }
}
