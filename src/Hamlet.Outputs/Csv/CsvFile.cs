using Microsoft.Win32.SafeHandles;

namespace Hamlet.Outputs.Csv;

/// <summary>
/// One file and the rows that wait for it. Bytes are written to a place, not to where the last write ended: one that failed half-way can
/// be done again. Only whole rows are written, so that a process that dies leaves none in pieces.
/// </summary>
internal sealed class CsvFile : IDisposable
{
    private const int Full = 1 << 16;

    private readonly SafeFileHandle _handle;

    private CsvFile(string path, SafeFileHandle handle)
    {
        Path = path;
        _handle = handle;
        Length = RandomAccess.GetLength(handle);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>How many bytes are written.</summary>
    public long Length { get; private set; }

    /// <summary>The rows that are not.</summary>
    public CsvBuffer Rows { get; } = new();

    /// <summary>Opens a file to append to it, or makes it.</summary>
    public static CsvFile Open(string path) =>
        new(path, File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));

    /// <summary>Writes the rows if there are many: called before a row, so that whoever repeats it after a failure writes it once.</summary>
    public void MakeRoom()
    {
        if (Rows.Length >= Full)
        {
            Flush();
        }
    }

    /// <summary>Writes the rows.</summary>
    public void Flush()
    {
        if (Rows.Length > 0)
        {
            RandomAccess.Write(_handle, Rows.Bytes, Length);
            Length += Rows.Length;
            Rows.Cut(0);
        }
    }

    /// <summary>Writes the rows and waits until the device has them.</summary>
    public void FlushToDisk()
    {
        Flush();
        RandomAccess.FlushToDisk(_handle);
    }

    /// <summary>Writes the rows and closes.</summary>
    public void Dispose()
    {
        try
        {
            if (!_handle.IsClosed)
            {
                Flush();
            }
        }
        finally
        {
            _handle.Dispose();
        }
    }
}
