using System.Runtime.ExceptionServices;

namespace Hamlet.Metrics;

/// <summary>Something to be done on the writer thread between two records.</summary>
/// <param name="action">What.</param>
/// <param name="position">The place in the ring before which everything is written first, and nothing after it.</param>
/// <param name="awaited">Whether the thread that logs waits for it, and so logs nothing meanwhile.</param>
internal sealed class WriterRequest(Action action, long position, bool awaited)
{
    private readonly ManualResetEventSlim _done = new();
    private ExceptionDispatchInfo? _error;

    public long Position => position;

    public bool Awaited => awaited;

    /// <summary>Writer thread: does it.</summary>
    public void Run()
    {
        try
        {
            action();
        }
        catch (Exception error)
        {
            _error = ExceptionDispatchInfo.Capture(error);
        }

        _done.Set();
    }

    /// <summary>Waits until it is done; throws what it threw.</summary>
    public void Wait()
    {
        _done.Wait();
        _error?.Throw();
    }
}
