namespace Hamlet.Live.Watching;

/// <summary>
/// Hands ended episodes from the training thread to the one that tells of them. Neither waits: where nobody fetches them, the newer ones are
/// left out, which curves and counters do not depend on.
/// </summary>
internal sealed class EndedEpisodes
{
    private const int Capacity = 256;

    private readonly EndedEpisode[] _ring = new EndedEpisode[Capacity];
    private long _written;
    private long _read;

    /// <summary>Adds one; for the training thread.</summary>
    public void Add(in EndedEpisode episode)
    {
        if (_written - Volatile.Read(ref _read) < Capacity)
        {
            _ring[_written % Capacity] = episode;
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

        episode = _ring[_read % Capacity];
        Volatile.Write(ref _read, _read + 1);
        return true;
    }
}
