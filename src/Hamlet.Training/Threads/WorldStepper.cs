using System.Diagnostics;
using Hamlet.Environments;

namespace Hamlet.Training.Threads;

/// <summary>
/// Steps all rows of the world, shared between threads where there are several: an environment promises that disjoint rows do not depend
/// on one another, so results do not depend on how many threads there are. If nobody said how many, the first steps are made by one and
/// timed, and the others are only asked for where a step takes so long that waking them pays.
/// </summary>
internal sealed class WorldStepper : IRowWork, IDisposable
{
    private const int TimedSteps = 64;
    private static readonly TimeSpan s_pays = TimeSpan.FromMicroseconds(40);

    private readonly IEnvironment _environment;
    private readonly EnvironmentBatch _batch;
    private readonly int _threads;
    private WorkerPool? _pool;
    private long _shortest = long.MaxValue;
    private int _timed;

    /// <summary>Makes it.</summary>
    /// <param name="environment">The world.</param>
    /// <param name="batch">All its rows.</param>
    /// <param name="threads">How many threads, or null for as many as pay.</param>
    public WorldStepper(IEnvironment environment, EnvironmentBatch batch, int? threads)
    {
        _environment = environment;
        _batch = batch;
        _threads = Math.Min(threads ?? Environment.ProcessorCount, batch.Rows);
        if (_threads == 1)
        {
            _timed = TimedSteps;
        }
        else if (threads is not null)
        {
            _timed = TimedSteps;
            _pool = new WorkerPool(_threads);
        }
    }

    /// <summary>Steps all rows.</summary>
    public void Step()
    {
        if (_pool is not null)
        {
            _pool.Run(this, _batch.Rows);
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

    /// <inheritdoc/>
    public void Dispose() => _pool?.Dispose();

    private void StepTimed()
    {
        long start = Stopwatch.GetTimestamp();
        _environment.Step(_batch.All);
        _timed++;

        // The shortest one: the first compile, and others are interrupted by whatever else the machine does.
        _shortest = Math.Min(_shortest, Stopwatch.GetTimestamp() - start);
        if (_timed == TimedSteps && Stopwatch.GetElapsedTime(0, _shortest) > s_pays)
        {
            _pool = new WorkerPool(_threads);
        }
    }
}
