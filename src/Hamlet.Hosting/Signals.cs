using System.Runtime.InteropServices;

namespace Hamlet.Hosting;

/// <summary>
/// Turns SIGINT and SIGTERM into a cancelled token, so that a run stops in good order; a second signal of the same kind ends the process
/// at once, as one expects of Ctrl-C twice.
/// </summary>
internal sealed class Signals : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly CancellationTokenRegistration _stop;
    private int _exitCode;

    /// <summary>Begins to listen.</summary>
    /// <param name="stop">Cancelled, it is as good as a SIGTERM.</param>
    public Signals(CancellationToken stop = default)
    {
        _stop = stop.Register(() => Stop(Hosting.ExitCode.Terminated));
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, Hosting.ExitCode.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, Hosting.ExitCode.Terminated));
    }

    public CancellationToken Token => _source.Token;

    /// <summary>The exit code that the signal asks for; 0 if there was none.</summary>
    public int ExitCode => Volatile.Read(ref _exitCode);

    public void Dispose()
    {
        _stop.Dispose();
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context, int exitCode) => context.Cancel = Stop(exitCode);

    private bool Stop(int exitCode)
    {
        bool first = Interlocked.CompareExchange(ref _exitCode, exitCode, 0) == 0;
        if (first)
        {
            _source.Cancel();
        }

        return first;
    }
}
