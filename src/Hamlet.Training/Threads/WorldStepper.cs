using System.Diagnostics;
using Hamlet.Environments;

namespace Hamlet.Training.Threads;

/// <summary>
/// Steps all rows of the world, shared between threads where there are several: an environment promises that disjoint rows do not depend
/// on one another, so results do not depend on how many threads there are. If nobody said how many, the first steps are made by one and
/// timed, and the others are only asked for where a step takes so long that waking them pays.
/// </summary>
internal sealed class WorldStepper : IRowWork
{
    private const int TimedSteps = 64;
    private static readonly TimeSpan s_pays = TimeSpan.FromMicroseconds(40);

    private readonly IEnvironment _environment;
    private readonly EnvironmentBatch _batch;
    private readonly Workers _workers;
    private bool _shares;
    private long _shortest = long.MaxValue;
    private int _timed;

    /// <summary>Makes it.</summary>
    /// <param name="environment">The world.</param>
    /// <param name="batch">All its rows.</param>
    /// <param name="workers">The threads.</param>
    public WorldStepper(IEnvironment environment, EnvironmentBatch batch, Workers workers)
    {
        _environment = environment;
        _batch = batch;
        _workers = workers;
        _shares = workers.AreAsked && workers.Threads > 1;
        _timed = workers.AreAsked || workers.Threads == 1 ? TimedSteps : 0;
    }

    /// <summary>Steps all rows.</summary>
    public void Step()
    {
        if (_shares)
        {
            _workers.Pool.Run(this, _batch.Rows);
        }
        else if (_timed < TimedSteps)
        {
            StepTimed();
        }
        else
        {
            _environment.Step(_batch.All);
        }
    }

    /// <inheritdoc/>
    public void Run(int first, int count) => _environment.Step(_batch.Slice(first, count));

    private void StepTimed()
    {
        long start = Stopwatch.GetTimestamp();
        _environment.Step(_batch.All);
        _timed++;

        // The shortest one: the first compile, and others are interrupted by whatever else the machine does.
        _shortest = Math.Min(_shortest, Stopwatch.GetTimestamp() - start);
        _shares = _timed == TimedSteps && Stopwatch.GetElapsedTime(0, _shortest) > s_pays;
    }
}
