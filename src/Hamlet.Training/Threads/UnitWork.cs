using System.Diagnostics;
using Hamlet.Threads;

namespace Hamlet.Training.Threads;

/// <summary>
/// Something that each of several does by itself, at the same time on several threads where there are any. Units touch nothing in common, so
/// that who does what has no part in a result.
/// </summary>
/// <remarks>
/// Other threads are only asked for where the mean time of the work is worth waking them: the mean and not the latest, since a learner that
/// updates once in a thousand steps does nearly nothing in the others.
/// </remarks>
/// <typeparam name="T">Who does it.</typeparam>
internal sealed class UnitWork<T> : IRowWork
{
    private const int Remembered = 1 << 16;

    private readonly T[][] _units;
    private readonly Action<T> _what;
    private readonly TrainingThreads _threads;
    private long _ticks;
    private int _runs;

    /// <summary>Makes it.</summary>
    /// <param name="units">Who does it; those of a unit do it one after the other.</param>
    /// <param name="threads">The threads.</param>
    /// <param name="what">What each does.</param>
    public UnitWork(IEnumerable<T[]> units, TrainingThreads threads, Action<T> what)
    {
        _units = [.. units];
        _what = what;
        _threads = threads;
    }

    /// <summary>Does it, for all units. Where several fail, the failure of the first unit is thrown, whichever came first in time.</summary>
    public void Run()
    {
        if (_units.Length < 2 || _threads.Pool.Threads == 1)
        {
            RunHere();
        }
        else
        {
            RunWhereItPays();
        }
    }

    /// <inheritdoc/>
    public void Run(int thread, int first, int count)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = first; i < first + count; i++)
        {
            Do(_units[i]);
        }

        Interlocked.Add(ref _ticks, Stopwatch.GetTimestamp() - start);
    }

    private void RunHere()
    {
        foreach (T[] unit in _units)
        {
            Do(unit);
        }
    }

    private void RunWhereItPays()
    {
        if (Stopwatch.GetElapsedTime(0, _ticks / Math.Max(1, _runs)) >= _threads.Pays)
        {
            _threads.Pool.Run(this, _units.Length);
        }
        else
        {
            long start = Stopwatch.GetTimestamp();
            RunHere();
            _ticks += Stopwatch.GetTimestamp() - start;
        }

        // What was is slowly forgotten, the first runs above all, in which everything is compiled.
        if (++_runs == Remembered)
        {
            (_ticks, _runs) = (_ticks / 2, _runs / 2);
        }
    }

    private void Do(T[] unit)
    {
        foreach (T member in unit)
        {
            _what(member);
        }
    }
}
