using Hamlet.Formats;
using Microsoft.Win32.SafeHandles;

namespace Hamlet.Outputs.MLflow;

/// <summary>
/// A file of lines being written. They gather in one buffer, which goes out with one call and only where the caller says so: what belongs
/// together is in the file as a whole or not at all. A write that failed is repeated over itself.
/// </summary>
internal sealed class SpoolFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly string _path;
    private long _flushed;

    /// <summary>Opens a file behind a line that ends at a length; what follows that is cut off.</summary>
    public SpoolFile(string path, long length)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _path = path;
        _handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.SetLength(_handle, length);
        _flushed = length;
    }

    /// <summary>The lines that wait; the caller adds whole ones.</summary>
    public MessageBuffer Lines { get; } = new(64 << 10);

    /// <summary>The length, all lines included.</summary>
    public long Length => _flushed + Lines.Length;

    /// <summary>Adds a line.</summary>
    public void Add(byte[] line) => JsonText.Raw(Lines, line);

    /// <summary>Hands all lines to the operating system, from where others read them.</summary>
    public void Flush()
    {
        if (Lines.Length > 0)
        {
            RandomAccess.Write(_handle, Lines.Written, _flushed);
            _flushed += Lines.Length;
            Lines.Truncate(0);
        }

        RunFile.MustExist(_path);
    }

    /// <summary>Flushes, and waits until the device has it.</summary>
    public void FlushToDisk()
    {
        Flush();
        RandomAccess.FlushToDisk(_handle);
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
