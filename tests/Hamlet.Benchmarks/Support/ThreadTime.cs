using System.Runtime.InteropServices;

namespace Hamlet.Benchmarks.Support;

/// <summary>The processor time of the thread that asks, which other work on the machine disturbs least.</summary>
internal static class ThreadTime
{
    private const int ThreadClock = 3; // CLOCK_THREAD_CPUTIME_ID of Linux

    /// <summary>In seconds; NaN where the system does not tell.</summary>
    public static double Seconds => OperatingSystem.IsLinux() && clock_gettime(ThreadClock, out Timespec time) == 0
        ? time.Seconds + (time.Nanoseconds * 1e-9)
        : double.NaN;

    [DllImport("libc", ExactSpelling = true)]
    private static extern int clock_gettime(int clock, out Timespec time);

    private readonly record struct Timespec(long Seconds, long Nanoseconds);
}
