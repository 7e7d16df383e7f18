using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Hamlet.Training.Threads;

/// <summary>
/// Something that each of several does by itself, at the same time on several threads where there are any. Each thread begins with a share of
/// its own, so that the memory of one stays near the same processor, and then takes over from the others what nobody has begun. Who does what
/// is left to chance, and has no part in a result: units touch nothing in common.
/// </summary>
/// <remarks>
/// Nobody waits for a thread that has begun nothing: where the machine has other work, a thread that is woken may get its turn only when all is
/// done long since, step after step. It then finds nothing left, or takes part in the next round.
///
/// If nobody said how many threads there are, the others are only asked for where the mean time of the work is worth waking them: the mean and
/// not the latest, since a learner that updates once in a thousand steps does nearly nothing in the others.
/// </remarks>
/// <typeparam name="T">Who does it.</typeparam>
internal sealed class UnitWork<T> : IRowWork
{
    private const int Remembered = 1 << 16;
    private static readonly TimeSpan s_pays = TimeSpan.FromMicroseconds(40);

    private readonly T[][] _units;
    private readonly Action<T> _what;
    private readonly Workers _workers;
    private readonly long[] _begun;
    private readonly Exception?[] _failures;
    private long _round;
    private int _finished;
    private long _ticks;
    private int _runs;

    /// <summary>Makes it.</summary>
    /// <param name="units">Who does it; those of a unit do it one after the other.</param>
    /// <param name="workers">The threads.</param>
    /// <param name="what">What each does.</param>
    public UnitWork(IEnumerable<T[]> units, Workers workers, Action<T> what)
    {
        _units = [.. units];
        _what = what;
        _workers = workers;
        _begun = new long[_units.Length];
        _failures = new Exception?[_units.Length];
    }

    /// <summary>Does it, for all units. Where several fail, the failure of the first unit is thrown, whichever came first in time.</summary>
    public void Run()
    {
        if (_units.Length < 2 || _workers.Threads == 1)
        {
            RunHere();
        }
        else if (_workers.AreAsked)
        {
            RunThere();
        }
        else
        {
            RunWhereItPays();
        }
    }

    /// <inheritdoc/>
    public void Run(int first, int count)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < _units.Length; i++)
        {
            int unit = (first + i) % _units.Length;
            long round = Volatile.Read(ref _round);
            if (Interlocked.CompareExchange(ref _begun[unit], round, round - 1) == round - 1)
            {
                Try(unit);
                Interlocked.Increment(ref _finished);
            }
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

    private void RunThere()
    {
        _finished = 0;
        Volatile.Write(ref _round, _round + 1);
        _workers.Pool.Invite(this, _units.Length);
        Run(0, _units.Length);
        var spin = new SpinWait();
        while (Volatile.Read(ref _finished) < _units.Length)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        foreach (Exception? failure in _failures)
        {
            if (failure is not null)
            {
                ExceptionDispatchInfo.Throw(failure);
            }
        }
    }

    private void RunWhereItPays()
    {
        if (_runs > 0 && Stopwatch.GetElapsedTime(0, _ticks / _runs) > s_pays)
        {
            RunThere();
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

    private void Try(int unit)
    {
        try
        {
            Do(_units[unit]);
        }
        catch (Exception reason)
        {
            _failures[unit] = reason;
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
