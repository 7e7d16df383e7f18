using System.Runtime.CompilerServices;

namespace Hamlet.Metrics;

/// <summary>
/// The wall time of records: finite, never going back. Reading the exact time costs more than all the rest of a record, so the system's
/// clock is only asked when its coarse tick has moved (every 1 to 16 ms); records within a tick share their time.
/// </summary>
internal sealed class MetricClock(TimeProvider time)
{
    private readonly bool _coarse = ReferenceEquals(time, TimeProvider.System);
    private long _tick = long.MinValue;
    private double _now;

    /// <summary>Seconds since 1970 UTC.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Now()
    {
        if (_coarse)
        {
            long tick = Environment.TickCount64;
            if (tick == _tick)
            {
                return _now;
            }

            _tick = tick;
        }

        return Read();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private double Read() => _now = Math.Max(_now, (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds);
}
