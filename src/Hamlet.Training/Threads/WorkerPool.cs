using System.Runtime.ExceptionServices;

namespace Hamlet.Training.Threads;

/// <summary>
/// A few threads that share the rows of a work with the thread that asks for it: always the same slice for the same thread, nothing
/// allocated. The thread pool of .NET would allocate a task and takes longer to wake than a step of the world takes.
/// </summary>
internal sealed class WorkerPool : IDisposable
{
    private readonly Worker[] _workers;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">How many share the work, the one that asks included; at least 1.</param>
    public WorkerPool(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        _workers = [.. Enumerable.Range(1, threads - 1).Select(static index => new Worker(index))];
    }

    /// <summary>How many threads share the work.</summary>
    public int Threads => _workers.Length + 1;

    /// <summary>
    /// Does the work on all rows and returns when it is done. Where several slices fail, the failure of the first slice is thrown, whichever
    /// came first in time.
    /// </summary>
    public void Run(IRowWork work, int rows)
    {
        for (int i = 0; i < _workers.Length; i++)
        {
            (int first, int end) = Slice(i + 1, rows);
            _workers[i].Wait(); // It may have been invited and come late.
            _workers[i].Start(work, first, end - first);
        }

        Exception? failure = null;
        try
        {
            work.Run(0, Slice(0, rows).End);
        }
        catch (Exception reason)
        {
            failure = reason; // The others must be done before anybody may touch the rows again.
        }

        for (int i = 0; i < _workers.Length; i++)
        {
            Exception? other = _workers[i].Wait();
            failure ??= other;
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>
    /// Asks the threads that have nothing to do to take part, each from its slice on, and does not wait for them: it is for the work to know
    /// when all is done, and to have nothing left for who comes late.
    /// </summary>
    public void Invite(IRowWork work, int rows)
    {
        for (int i = 0; i < _workers.Length; i++)
        {
            if (_workers[i].IsIdle)
            {
                (int first, int end) = Slice(i + 1, rows);
                _workers[i].Start(work, first, end - first);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Worker worker in _workers)
        {
            worker.Dispose();
        }
    }

    private (int First, int End) Slice(int thread, int rows) =>
        ((int)((long)rows * thread / Threads), (int)((long)rows * (thread + 1) / Threads));
}
