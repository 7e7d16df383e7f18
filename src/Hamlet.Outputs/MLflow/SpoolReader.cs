using Microsoft.Win32.SafeHandles;

namespace Hamlet.Outputs.MLflow;

/// <summary>Reads the lines of a file, also of one that still grows: a line without its end is not there yet.</summary>
internal sealed class SpoolReader : IDisposable
{
    private readonly SafeFileHandle _handle;
    private byte[] _buffer = new byte[64 << 10];
    private int _start;
    private int _end;

    /// <summary>Opens a file at a line's beginning.</summary>
    public SpoolReader(string path, long position)
    {
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Position = position;
    }

    /// <summary>Where the line ends that was read last.</summary>
    public long Position { get; private set; }

    /// <summary>Goes to the next line; false where there is no whole one.</summary>
    /// <param name="line">The line without its end, valid until the next call.</param>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        line = default;
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n')) < 0)
        {
            if (!Fill())
            {
                return false;
            }
        }

        line = _buffer.AsSpan(_start, length);
        _start += length + 1;
        Position += length + 1;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private bool Fill()
    {
        int waiting = _end - _start;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, waiting).CopyTo(_buffer);
            (_start, _end) = (0, waiting);
        }
        else if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        int read = RandomAccess.Read(_handle, _buffer.AsSpan(_end), Position + _end);
        _end += read;
        return read > 0;
    }
}
