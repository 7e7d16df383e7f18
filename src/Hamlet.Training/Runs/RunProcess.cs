using System.ComponentModel;
using System.Diagnostics;

namespace Hamlet.Training.Runs;

/// <summary>Whether the process of a run is at work, whatever its <c>run.json</c> says: one that was killed says nothing more.</summary>
public static class RunProcess
{
    // The system computes the time of a start from the time since it was booted, which differs by a moment from one reading to the next.
    private static readonly TimeSpan s_startTolerance = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_silence = TimeSpan.FromMinutes(1);

    /// <summary>The info of a run that this process is at work on.</summary>
    public static RunInfo Claim(RunInfo info, TimeProvider time)
    {
        using var own = Process.GetCurrentProcess();
        return info with
        {
            ProcessId = own.Id,
            ProcessStarted = new DateTimeOffset(own.StartTime.ToUniversalTime()),
            Machine = Environment.MachineName,
            Heartbeat = time.GetUtcNow(),
        };
    }

    /// <summary>
    /// Whether the process is at work. On its own machine the system knows: by the identifier, and by the time of the start, since
    /// identifiers come again. Of another machine only the heartbeat is known.
    /// </summary>
    public static bool IsAlive(RunInfo info, TimeProvider time)
    {
        if (info.Machine.Length > 0 && info.Machine != Environment.MachineName)
        {
            return info.Heartbeat is { } beat && time.GetUtcNow() - beat < s_silence;
        }

        try
        {
            using var process = Process.GetProcessById(info.ProcessId);
            return !process.HasExited
                && !IsZombie(info.ProcessId)
                && (info.ProcessStarted is not { } started || (process.StartTime.ToUniversalTime() - started).Duration() < s_startTolerance);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            // It is there, and somebody else's: the identifier alone must do.
            return true;
        }
    }

    // Killed, but its parent has not asked how it ended, and in a container perhaps never will. The state follows the program's name in
    // brackets, which may hold brackets itself (proc_pid_stat(5)).
    private static bool IsZombie(int id)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            string status = File.ReadAllText($"/proc/{id}/stat");
            return status.AsSpan(status.LastIndexOf(')') + 1).TrimStart() is ['Z' or 'X', ..];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
