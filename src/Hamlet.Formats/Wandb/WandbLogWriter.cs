using Microsoft.Win32.SafeHandles;

namespace Hamlet.Formats.Wandb;

/// <summary>
/// Writes the records of a <c>.wandb</c> file. They gather in one buffer, which goes out with one call and only where the caller says so:
/// what belongs together is then in the file as a whole or not at all. The place of a write is its own, so that one that failed half-way
/// is repeated over itself.
/// </summary>
internal sealed class WandbLogWriter : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly MessageBuffer _record = new(4 << 10);
    private readonly MessageBuffer _framed = new(160 << 10);
    private long _flushed;

    private WandbLogWriter(string path, SafeFileHandle handle, long length)
    {
        Path = path;
        _handle = handle;
        _flushed = length;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The length of all whole records, those in the buffer included.</summary>
    public long Length => _flushed + _framed.Length;

    /// <summary>How many bytes wait in the buffer.</summary>
    public int Buffered => _framed.Length;

    /// <summary>Makes a file that must not exist yet.</summary>
    public static WandbLogWriter Create(string path)
    {
        var log = new WandbLogWriter(path, Open(path, FileMode.CreateNew), 0);
        WandbFrame.FileHeader.CopyTo(log._framed.Claim(WandbFrame.FileHeader.Length));
        return log;
    }

    /// <summary>Goes on with a file, behind the record that ends at a length; what follows that is cut off.</summary>
    public static WandbLogWriter Continue(string path, long length)
    {
        var log = new WandbLogWriter(path, Open(path, FileMode.Open), length);
        RandomAccess.SetLength(log._handle, length);
        return log;
    }

    /// <summary>Begins a record, which the caller writes into the buffer.</summary>
    public MessageBuffer Begin()
    {
        _record.Truncate(0);
        return _record;
    }

    /// <summary>Ends the record.</summary>
    public void End() => WandbFrame.Write(_framed, Length, _record.Written);

    /// <summary>Hands all records to the operating system, from where other processes read them.</summary>
    public void Flush()
    {
        if (_framed.Length > 0)
        {
            RandomAccess.Write(_handle, _framed.Written, _flushed);
            _flushed += _framed.Length;
            _framed.Truncate(0);
        }
    }

    /// <summary>Flushes, and waits until the device has it.</summary>
    public void FlushToDisk()
    {
        Flush();
        RandomAccess.FlushToDisk(_handle);
    }

    /// <summary>Flushes and closes.</summary>
    public void Dispose()
    {
        if (!_handle.IsClosed)
        {
            try
            {
                Flush();
            }
            finally
            {
                _handle.Dispose();
            }
        }
    }

    private static SafeFileHandle Open(string path, FileMode mode) =>
        File.OpenHandle(path, mode, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
}
