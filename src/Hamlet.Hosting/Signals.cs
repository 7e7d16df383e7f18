using System.Globalization;
using System.Runtime.InteropServices;

namespace Hamlet.Hosting;

/// <summary>
/// Turns SIGINT, SIGTERM and SIGHUP (the terminal is gone) into a cancelled token, so that a run stops in good order; a second signal ends the process
/// at once, as one expects of Ctrl-C twice.
/// A SIGINT that is ignored from the start on stays so, by the custom of Unix and of .NET: scripts start with that what they put into the
/// background, so that a Ctrl-C for the script is none for it. SIGTERM ends it.
/// </summary>
internal sealed class Signals : IDisposable
{
    private const string Status = "/proc/self/status";
    private const string IgnoredLabel = "SigIgn:";

    // The first two of the signals.
    private const ulong HangupBit = 0b01;
    private const ulong InterruptBit = 0b10;

    // What is said at a signal is not worth a process that does not end, where nobody reads it.
    private static readonly TimeSpan s_mostWords = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _source = new();
    private readonly ManualResetEventSlim _told = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration? _hangup;
    private readonly CancellationTokenRegistration _stop;
    private int _exitCode;

    /// <summary>Begins to listen.</summary>
    /// <param name="stop">Cancelled, it is as good as a SIGTERM.</param>
    public Signals(CancellationToken stop = default)
    {
        _stop = stop.Register(() => Stop(Hosting.ExitCode.Terminated));
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, Hosting.ExitCode.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, Hosting.ExitCode.Terminated));

        // Who starts it with nohup wants it to outlive the terminal.
        _hangup = HangupIsIgnored ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Stop(context, Hosting.ExitCode.HungUp));
    }

    /// <summary>What is done at the first signal, on a thread of its own; <see cref="Dispose"/> waits for it a moment.</summary>
    public Action? OnFirst { get; init; }

    public CancellationToken Token => _source.Token;

    /// <summary>The exit code that the signal asks for; 0 if there was none.</summary>
    public int ExitCode => Volatile.Read(ref _exitCode);

    /// <summary>What a user is told who may look for as long as he likes.</summary>
    public static string HowToEnd => InterruptIsIgnored
        ? "SIGTERM ends it: it was started with SIGINT ignored, as scripts start what is in the background"
        : "Ctrl-C ends it";

    /// <summary>Whether SIGINT is ignored, as was inherited. Only Linux says so; elsewhere nothing is known of it.</summary>
    public static bool InterruptIsIgnored => IsIgnored(InterruptBit);

    /// <summary>The same of SIGHUP.</summary>
    public static bool HangupIsIgnored => IsIgnored(HangupBit);

    public void Dispose()
    {
        if (ExitCode != 0)
        {
            _told.Wait(s_mostWords);
        }

        _stop.Dispose();
        _interrupt.Dispose();
        _terminate.Dispose();
        _hangup?.Dispose();
        _source.Dispose();
    }

    private static bool IsIgnored(ulong signal) => OperatingSystem.IsLinux()
        && File.Exists(Status)
        && File.ReadLines(Status).FirstOrDefault(static line => line.StartsWith(IgnoredLabel, StringComparison.Ordinal)) is { } line
        && ulong.TryParse(line.AsSpan(IgnoredLabel.Length).Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong ignored)
        && (ignored & signal) != 0;

    private void Stop(PosixSignalContext context, int exitCode) => context.Cancel = Stop(exitCode);

    private bool Stop(int exitCode)
    {
        bool first = Interlocked.CompareExchange(ref _exitCode, exitCode, 0) == 0;
        if (first)
        {
            _source.Cancel();
            OnFirst?.Invoke();
            _told.Set();
        }

        return first;
    }
}
