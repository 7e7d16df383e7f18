using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Hamlet.Threads;

/// <summary>
/// A few threads that share the rows of a work with the thread that asks for it. Each begins with a slice of its own, so that the memory of a
/// row stays near the same processor, and then takes over from the others what nobody has begun. Who does what is left to chance, and must
/// have no part in a result. Nothing is allocated by asking; the thread pool of .NET would allocate a task, and takes longer to wake than a
/// step of a world takes.
/// </summary>
/// <remarks>
/// Nobody waits for a thread that has begun nothing: where the machine has other work, a thread that is woken may get its turn only when all is
/// done long since. It then finds nothing left, or takes part in the next round.
///
/// One work at a time is shared. Who asks while another is under way, a work that itself has something to share or another thread, does its own
/// alone: nothing is nested and nothing waits.
/// </remarks>
public sealed class WorkerPool : IDisposable
{
    private const int Closed = int.MaxValue;
    private const int Looks = 1000;

    private readonly Slice[] _slices;
    private readonly Lock _failing = new();
    private readonly Assignment _now = new();
    private readonly Crowding _crowding = new();
    private Worker[]? _workers;
    private int _busy;
    private int _failedAt;
    private Exception? _failure;

    /// <summary>Makes a pool; its threads are started when the first work asks for them.</summary>
    /// <param name="threads">How many share the work, the one that asks included; at least 1.</param>
    public WorkerPool(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        Threads = threads;
        _slices = new Slice[threads];
    }

    /// <summary>A pool without threads of its own: who asks does all.</summary>
    public static WorkerPool Alone { get; } = new(1);

    /// <summary>How many threads share the work at most.</summary>
    public int Threads { get; }

    /// <summary>Whose turn it is, counted: a worker that sees another number than before has been asked.</summary>
    internal int Round => Volatile.Read(ref _now.Round);

    /// <summary>
    /// Does the work on all rows and returns when it is done. Where several parts fail, the failure of the first one is thrown, whichever came
    /// first in time, after all have been done.
    /// </summary>
    /// <param name="work">The work.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="grain">How many a thread takes at a time; at least 1.</param>
    /// <param name="most">By how many threads, at most: waking one costs microseconds, which a small work is not worth.</param>
    /// <param name="isEven">
    /// Whether all rows take about the same time. Then who waits much longer for the others than it has worked itself knows that they do not get
    /// their processors, and does the next such works alone.
    /// </param>
    public void Run(IRowWork work, int rows, int grain = 1, int most = int.MaxValue, bool isEven = false)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(grain);
        int grains = (int)(((long)rows + grain - 1) / grain);
        int sharing = Math.Min(Math.Min(Threads, most), grains);
        if (sharing < 2 || (isEven && _crowding.IsCrowded()) || Interlocked.Exchange(ref _busy, 1) == 1)
        {
            if (rows > 0)
            {
                work.Run(0, 0, rows);
            }

            return;
        }

        Open(work, rows, grain, sharing);
        long begin = Stopwatch.GetTimestamp();
        Take(0);
        long end = Stopwatch.GetTimestamp();
        AwaitOthers(grains, sharing);
        if (isEven)
        {
            _crowding.Note(end - begin, Stopwatch.GetTimestamp() - end);
        }

        Exception? failure = _failure;
        _failure = null;
        Volatile.Write(ref _busy, 0);
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Worker worker in _workers ?? [])
        {
            worker.Dispose();
        }

        _workers = null;
    }

    /// <summary>Does what is left of the present work, beginning with the thread's own slice.</summary>
    /// <returns>Whether the thread has a part in it.</returns>
    internal bool Take(int thread)
    {
        // What is read here belongs to this round, or no claim below succeeds: all slices are closed before any of it changes.
        int round = Volatile.Read(ref _now.Round);
        (IRowWork? work, int rows, int grain, int sharing) = (_now.Work, _now.Rows, _now.Grain, _now.Sharing);
        if (thread >= sharing)
        {
            return false;
        }

        int done = 0;
        for (int i = 0; i < sharing; i++)
        {
            int slice = (thread + i) % sharing;
            (_, int end) = Slice.Of(slice, rows, grain, sharing);
            for (; TryClaim(slice, round, end, out int taken); done++)
            {
                int first = taken * grain;
                Do(work!, thread, first, Math.Min(grain, rows - first));
            }
        }

        if (done > 0)
        {
            // Only who has done something of this round says so: what it says cannot be of another.
            Volatile.Write(ref _slices[thread].Done, Slice.Place(round, done));
        }

        return true;
    }

    // Each step is seen by others only after the one before: slices are closed before the work changes, and open when it has.
    private void Open(IRowWork work, int rows, int grain, int sharing)
    {
        int round = _now.Round + 1;
        for (int i = 0; i < _slices.Length; i++)
        {
            Volatile.Write(ref _slices[i].Next, Slice.Place(round, Closed));
        }

        Volatile.Write(ref _now.Work, work);
        Volatile.Write(ref _now.Rows, rows);
        Volatile.Write(ref _now.Grain, grain);
        Volatile.Write(ref _now.Sharing, sharing);
        for (int i = 0; i < sharing; i++)
        {
            (int begin, _) = Slice.Of(i, rows, grain, sharing);
            Volatile.Write(ref _slices[i].Next, Slice.Place(round, begin));
        }

        _workers ??= [.. Enumerable.Range(1, Threads - 1).Select(index => new Worker(this, index, _now.Round))];

        // A barrier too: a worker that goes to sleep and does not see the round is seen to sleep.
        Interlocked.Exchange(ref _now.Round, round);
        for (int i = 0; i < sharing - 1; i++)
        {
            _workers[i].Wake();
        }
    }

    // What others have begun is mostly done within a microsecond; a thread that has lost its processor takes longer.
    private void AwaitOthers(int grains, int sharing)
    {
        for (int i = 0; i < Looks && Finished(sharing) < grains; i++)
        {
            Thread.SpinWait(1);
        }

        var spin = new SpinWait();
        while (Finished(sharing) < grains)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    // Nothing is claimed any more: what is not done yet has been begun by somebody who has yet to say that it is done.
    private int Finished(int sharing)
    {
        int sum = 0;
        for (int i = 0; i < sharing; i++)
        {
            long done = Volatile.Read(ref _slices[i].Done);
            sum += done >> 32 == _now.Round ? (int)done : 0;
        }

        return sum;
    }

    private bool TryClaim(int slice, int round, int end, out int taken)
    {
        ref long next = ref _slices[slice].Next;
        while (true)
        {
            long place = Volatile.Read(ref next);
            taken = (int)place;
            if (place >> 32 != round || taken >= end)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref next, place + 1, place) == place)
            {
                return true;
            }
        }
    }

    private void Do(IRowWork work, int thread, int first, int count)
    {
        try
        {
            work.Run(thread, first, count);
        }
        catch (Exception reason)
        {
            lock (_failing)
            {
                if (_failure is null || first < _failedAt)
                {
                    (_failure, _failedAt) = (reason, first);
                }
            }
        }
    }
}
