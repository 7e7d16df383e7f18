namespace Hamlet.Training.Threads;

/// <summary>
/// One thread of a <see cref="WorkerPool"/>. It looks for work for some microseconds, which is when the next usually comes, and then sleeps
/// until it is woken.
/// </summary>
internal sealed class Worker : IDisposable
{
    private const int Spins = 200;

    private readonly Thread _thread;
    private readonly SemaphoreSlim _wake = new(0);
    private IRowWork? _work;
    private int _first;
    private int _count;
    private Exception? _failure;
    private long _asked;
    private long _done;
    private int _sleeping;

    public Worker(int index)
    {
        _thread = new Thread(Loop) { IsBackground = true, Name = $"rows {index}" };
        _thread.Start();
    }

    /// <summary>Whether it has done what it was asked for. For the thread that asks.</summary>
    public bool IsIdle => Volatile.Read(ref _done) == _asked;

    /// <summary>Hands over a slice; the one before must be done.</summary>
    public void Start(IRowWork work, int first, int count)
    {
        _work = work;
        _first = first;
        _count = count;
        Ask();
    }

    /// <summary>Returns when the slice is done: with why it failed, or null.</summary>
    public Exception? Wait()
    {
        var spin = new SpinWait();
        while (Volatile.Read(ref _done) != _asked)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        return _failure;
    }

    /// <summary>Ends the thread.</summary>
    public void Dispose()
    {
        Wait(); // A thread that was asked and has not looked yet would miss the question after it.
        _work = null;
        Ask();
        _thread.Join();
        _wake.Dispose();
    }

    // The exchange of either side orders its store before its look at the other's: one of the two sees that it must act.
    private void Ask()
    {
        Interlocked.Increment(ref _asked);
        if (Interlocked.Exchange(ref _sleeping, 0) == 1)
        {
            _wake.Release();
        }
    }

    private void Loop()
    {
        for (long next = 1; ; next++)
        {
            Await(next);
            if (_work is null)
            {
                return;
            }

            try
            {
                _failure = null;
                _work.Run(_first, _count);
            }
            catch (Exception reason)
            {
                _failure = reason;
            }

            Volatile.Write(ref _done, next);
        }
    }

    private void Await(long number)
    {
        for (int i = 0; i < Spins; i++)
        {
            if (Volatile.Read(ref _asked) == number)
            {
                return;
            }

            Thread.SpinWait(10);
        }

        Interlocked.Exchange(ref _sleeping, 1);
        bool came = Volatile.Read(ref _asked) == number;

        // Who asked in between has either seen that this thread sleeps, and wakes it, or has not, and then nobody does.
        if (!came || Interlocked.Exchange(ref _sleeping, 0) == 0)
        {
            _wake.Wait();
        }
    }
}
