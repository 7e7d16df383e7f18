using System.Globalization;

namespace Hamlet.Hosting.Display;

/// <summary>The file <c>log.txt</c> of a run: what was printed, with the time. A disk that fails here stops nothing.</summary>
internal sealed class RunLog : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private StreamWriter? _file;

    public RunLog(string runDirectory, TimeProvider time)
    {
        _time = time;
        _file = new StreamWriter(new FileStream(
            Path.Combine(runDirectory, "log.txt"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            AutoFlush = true,
        };
    }

    public void Write(string line)
    {
        lock (_lock)
        {
            try
            {
                _file?.WriteLine($"{_time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)} {line}");
            }
            catch (IOException)
            {
                // The run's own files report a full disk; the log gives up silently rather than stop training.
                _file = null;
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            try
            {
                _file?.Dispose();
            }
            catch (IOException)
            {
                // As above: the buffer is empty, only the handle was to be closed.
            }

            _file = null;
        }
    }
}
