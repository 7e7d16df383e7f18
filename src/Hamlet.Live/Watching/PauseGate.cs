namespace Hamlet.Live.Watching;

/// <summary>
/// Holds a stepping thread between two steps. What it does is wait, so no result depends on it. While nobody pauses, it costs one look at a field.
/// </summary>
internal sealed class PauseGate
{
    // A paused thread still copies frames, for those who come to look: as often as this.
    private static readonly TimeSpan s_glance = TimeSpan.FromMilliseconds(15);

    private readonly Lock _lock = new();
    private readonly ManualResetEventSlim _changed = new();
    private volatile bool _paused;
    private bool _held;
    private long _credits;

    /// <summary>Whether the thread is to be held.</summary>
    public bool IsPaused => _paused;

    /// <summary>Whether the thread is held: it makes no step before it is let go on.</summary>
    public bool IsHeld
    {
        get
        {
            lock (_lock)
            {
                return _held;
            }
        }
    }

    /// <summary>Holds the thread after the step that it is making.</summary>
    public void Pause()
    {
        lock (_lock)
        {
            _credits = 0;
            _paused = true;
        }
    }

    /// <summary>Lets it go on.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            _paused = _held = false;
            _changed.Set();
        }
    }

    /// <summary>Lets it make some steps and holds it again.</summary>
    public void Step(int count)
    {
        lock (_lock)
        {
            _paused = true;
            _held = false;
            _credits += count;
            _changed.Set();
        }
    }

    /// <summary>Waits while the thread is held; for that thread, after each step.</summary>
    /// <param name="whileWaiting">Called again and again while it waits.</param>
    /// <param name="token">Ends the waiting.</param>
    public void Pass(Action whileWaiting, CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            lock (_lock)
            {
                if (!_paused)
                {
                    return;
                }

                if (_credits > 0)
                {
                    _credits--;
                    return;
                }

                _held = true;
                _changed.Reset();
            }

            whileWaiting();
            _changed.Wait(s_glance, CancellationToken.None);
        }
    }
}
