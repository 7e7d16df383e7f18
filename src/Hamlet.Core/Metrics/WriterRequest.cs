using System.Runtime.ExceptionServices;

namespace Hamlet.Metrics;

/// <summary>Something to be done on the writer thread between two records, for which another thread waits.</summary>
internal sealed class WriterRequest(Action action)
{
    private readonly ManualResetEventSlim _done = new();
    private ExceptionDispatchInfo? _error;

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
