using System.Diagnostics;

namespace Hamlet.Threads;

/// <summary>
/// Whether other programs have the processors that the workers of a pool need. A worker that loses its processor within a work keeps the others
/// waiting for milliseconds, where a work takes microseconds: then one thread alone is faster. Each time that this is seen the next works are done
/// alone, twice as many as the time before.
/// </summary>
internal sealed class Crowding
{
    private const int Fewest = 8;
    private const int Most = 1024;

    // Many times the work itself, and longer than a cache takes to fill.
    private const int Times = 4;
    private static readonly long s_longest = Stopwatch.Frequency / 5_000; // 200 microseconds.

    private int _alone;
    private int _left;

    /// <summary>Whether the next work is to be done alone. Counts it.</summary>
    public bool IsCrowded()
    {
        if (_left == 0)
        {
            return false;
        }

        _left--;
        return true;
    }

    /// <summary>Takes what a shared work has taken.</summary>
    /// <param name="worked">How long the thread that asked has worked.</param>
    /// <param name="waited">How long it then has waited for the others.</param>
    public void Note(long worked, long waited)
    {
        _alone = waited > s_longest && waited > Times * worked ? Math.Clamp(2 * _alone, Fewest, Most) : 0;
        _left = _alone;
    }
}
