using System.Diagnostics;
using Hamlet.Metrics;
using Hamlet.Training.Metrics;

namespace Hamlet.Training.Recording;

/// <summary>
/// Measures where the time of training goes. Reading the clock takes some 20 ns, so only every seventh step is measured: a prime, lest
/// always the same step of a period is, such as the one that trains.
/// </summary>
internal sealed class PerformanceClock(MetricLog log, TimeSpan every)
{
    private const int Stride = 7;

    private readonly long[] _ticks = new long[Enum.GetValues<Phase>().Length];
    private int _untilSample = Stride;
    private bool _sampling;
    private long _last;
    private long _began = Stopwatch.GetTimestamp();
    private long _beganStep;
    private long _steps;
    private long _sampledSteps;

    /// <summary>What a step of training consists of.</summary>
    public enum Phase
    {
        /// <summary>Actions are chosen.</summary>
        Act,

        /// <summary>The environments step.</summary>
        Environment,

        /// <summary>The trainer's records.</summary>
        Record,

        /// <summary>The algorithms learn.</summary>
        Learn,
    }

    /// <summary>A step begins.</summary>
    public void Begin()
    {
        _sampling = --_untilSample == 0;
        if (_sampling)
        {
            _untilSample = Stride;
            _last = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>A part of the step is over.</summary>
    public void End(Phase phase)
    {
        if (_sampling)
        {
            long now = Stopwatch.GetTimestamp();
            _ticks[(int)phase] += now - _last;
            _last = now;
        }
    }

    /// <summary>A step is over, which stepped so many environments.</summary>
    public void Count(int rows)
    {
        _steps += rows;
        _sampledSteps += _sampling ? rows : 0;
    }

    /// <summary>Logs, if it is time for that.</summary>
    /// <param name="step">Environment steps of the run.</param>
    /// <param name="last">Whether training is over, so that it is time.</param>
    public void LogIfDue(long step, bool last = false)
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_began);
        if (_sampledSteps == 0 || step <= _beganStep || (elapsed < every && !last))
        {
            return;
        }

        double act = Seconds(Phase.Act);
        double environment = Seconds(Phase.Environment);
        double record = Seconds(Phase.Record);
        double learn = Seconds(Phase.Learn);
        log.Log(new PerformanceMetrics
        {
            Step = step,
            TotalFps = _steps / elapsed.TotalSeconds,
            StepFps = _steps / environment,
            UpdateTime = learn,
            PlayTime = act + environment,
            LoggingShare = record / (act + environment + record + learn),
        });
        _ticks.AsSpan().Clear();
        _began = Stopwatch.GetTimestamp();
        _beganStep = step;
        _steps = 0;
        _sampledSteps = 0;
    }

    // A tick at least: no division by zero where the clock is coarse.
    private double Seconds(Phase phase) =>
        Math.Max(1, _ticks[(int)phase]) / (double)Stopwatch.Frequency * _steps / _sampledSteps;
}
