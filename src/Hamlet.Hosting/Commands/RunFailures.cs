using Hamlet.Hosting.Display;
using Hamlet.Metrics;
using Hamlet.Plugins;

namespace Hamlet.Hosting.Commands;

/// <summary>Tells the user, on any thread, of what failed beside a training that goes on.</summary>
internal sealed class RunFailures(HostIo io, RunLog log)
{
    /// <summary>An output failed.</summary>
    public void Report(SinkFailure failure)
    {
        string became = failure.Outcome == SinkOutcome.Closed ? "is closed" : "is tried again";
        Warn($"the output '{failure.Name}' failed and {became}, training goes on: {Why(failure.Reason)}");
    }

    /// <summary>A checkpoint could not be written.</summary>
    public void Report(Exception reason) =>
        Warn($"a checkpoint could not be written, training goes on and the ones before it are there: {reason.Message}");

    // What the system says of files and networks needs no name of a type; what somebody's code throws does.
    private static string Why(Exception reason) =>
        reason is IOException or UnauthorizedAccessException or TimeoutException ? reason.Message : ExceptionText.Describe(reason);

    /// <summary>Says something to both the log and the terminal.</summary>
    public void Warn(string message)
    {
        log.Write(message);
        io.Error.WriteLine($"hamlet: warning: {message}");
    }
}
