using System.Diagnostics;
using Hamlet.Callbacks;

namespace Hamlet.Hosting.Bench;

/// <summary>
/// Times the rollouts of a training, step by step: the last step of each is the one that learns. The first rollout, which compiles and
/// allocates, does not count; of the others the fastest does, since other work on a machine only slows down.
/// </summary>
/// <param name="steps">The steps of a rollout.</param>
/// <param name="budget">How long to go on, the first rollout included; two are timed at least.</param>
internal sealed class RolloutClock(int steps, TimeSpan budget)
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private long _rollout;
    private long _last;
    private int _step;
    private int _rollouts;

    /// <summary>The seconds of the fastest rollout, learning included.</summary>
    public double Whole { get; private set; } = double.PositiveInfinity;

    /// <summary>The seconds that it learned.</summary>
    public double Learning { get; private set; }

    /// <summary>A step is over.</summary>
    public void Tick(ITraining training)
    {
        long now = Stopwatch.GetTimestamp();
        if (++_step == steps)
        {
            End(now);
            if (_rollouts > 2 && Stopwatch.GetElapsedTime(_began, now) >= budget)
            {
                training.Stop("measured");
            }
        }

        _last = now;
    }

    private void End(long now)
    {
        double whole = Stopwatch.GetElapsedTime(_rollout, now).TotalSeconds;
        if (_rollouts++ > 0 && whole < Whole)
        {
            // The last step acts like the others before it learns.
            double each = Stopwatch.GetElapsedTime(_rollout, _last).TotalSeconds / (steps - 1);
            Whole = whole;
            Learning = Math.Max(whole - (steps * each), 1e-9);
        }

        _step = 0;
        _rollout = now;
    }
}
