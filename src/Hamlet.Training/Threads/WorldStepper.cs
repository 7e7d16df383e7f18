using System.Diagnostics;
using Hamlet.Environments;
using Hamlet.Threads;

namespace Hamlet.Training.Threads;

/// <summary>
/// Steps all rows of the world, shared between threads where there are several: an environment promises that disjoint rows do not depend
/// on one another, so results do not depend on how many threads there are. The first steps are made by one and timed, and the others are only
/// asked for where a step takes so long that waking them pays.
/// </summary>
internal sealed class WorldStepper : IRowWork
{
    private const int TimedSteps = 64;

    private readonly IEnvironment _environment;
    private readonly EnvironmentBatch _batch;
    private readonly TrainingThreads _threads;
    private readonly int _grain;
    private bool _shares;
    private long _shortest = long.MaxValue;
    private int _timed;

    /// <summary>Makes it.</summary>
    /// <param name="environment">The world.</param>
    /// <param name="batch">All its rows.</param>
    /// <param name="threads">The threads.</param>
    public WorldStepper(IEnvironment environment, EnvironmentBatch batch, TrainingThreads threads)
    {
        _environment = environment;
        _batch = batch;
        _threads = threads;

        // Half a share at a time: who is quicker does more.
        int shares = 2 * threads.Pool.Threads;
        _grain = Math.Max(1, (batch.Rows + shares - 1) / shares);
        _timed = threads.Pool.Threads == 1 ? TimedSteps : 0;
    }

    /// <summary>Steps all rows.</summary>
    public void Step()
    {
        if (_shares)
        {
            _threads.Pool.Run(this, _batch.Rows, _grain);
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
    public void Run(int thread, int first, int count) => _environment.Step(_batch.Slice(first, count));

    private void StepTimed()
    {
        long start = Stopwatch.GetTimestamp();
        _environment.Step(_batch.All);
        _timed++;

        // The shortest one: the first compile, and others are interrupted by whatever else the machine does.
        _shortest = Math.Min(_shortest, Stopwatch.GetTimestamp() - start);
        _shares = _timed == TimedSteps && Stopwatch.GetElapsedTime(0, _shortest) > _threads.Pays;
    }
}
