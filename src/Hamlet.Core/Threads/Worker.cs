using System.Diagnostics;

namespace Hamlet.Threads;

/// <summary>
/// One thread of a <see cref="WorkerPool"/>. It looks for work for some microseconds, which is when the next usually comes, and then sleeps
/// until it is woken.
/// </summary>
internal sealed class Worker : IDisposable
{
    private const int LooksBetweenClocks = 16;
    private static readonly long s_patience = Stopwatch.Frequency / 20_000; // 50 microseconds.

    private readonly WorkerPool _pool;
    private readonly int _index;
    private readonly Thread _thread;
    private readonly SemaphoreSlim _wake = new(0);
    private int _seen;
    private int _sleeping;
    private bool _ends;

    /// <summary>Starts the thread.</summary>
    /// <param name="pool">Whose work it does.</param>
    /// <param name="index">Which of its threads it is.</param>
    /// <param name="round">The round that it has no part in any more.</param>
    public Worker(WorkerPool pool, int index, int round)
    {
        _pool = pool;
        _index = index;
        _seen = round;
        _thread = new Thread(Loop) { IsBackground = true, Name = $"rows {index}" };
        _thread.Start();
    }

    /// <summary>Wakes it where it sleeps, after the round has been counted.</summary>
    public void Wake()
    {
        if (Volatile.Read(ref _sleeping) == 1 && Interlocked.Exchange(ref _sleeping, 0) == 1)
        {
            _wake.Release();
        }
    }

    /// <summary>Ends the thread.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _ends, true);
        Interlocked.MemoryBarrier();
        Wake();
        _thread.Join();
        _wake.Dispose();
    }

    private void Loop()
    {
        long worked = Stopwatch.GetTimestamp();
        while (true)
        {
            Await(worked);
            if (Volatile.Read(ref _ends))
            {
                return;
            }

            // Rounds in which it has no part come and go: it does not stay awake for them.
            _seen = _pool.Round;
            worked = _pool.Take(_index) ? Stopwatch.GetTimestamp() : worked;
        }
    }

    private void Await(long since)
    {
        for (int i = 1; !IsAsked; i++)
        {
            Thread.SpinWait(1);
            if (i % LooksBetweenClocks == 0 && Stopwatch.GetTimestamp() - since > s_patience)
            {
                Sleep();
            }
        }
    }

    // The exchange of either side orders its store before its look at the other's: one of the two sees that it must act.
    private void Sleep()
    {
        Interlocked.Exchange(ref _sleeping, 1);

        // Who asked in between has either seen that this thread sleeps, and wakes it, or has not, and then nobody does.
        if (!IsAsked || Interlocked.Exchange(ref _sleeping, 0) == 0)
        {
            _wake.Wait();
        }
    }

    private bool IsAsked => _pool.Round != _seen || Volatile.Read(ref _ends);
}
