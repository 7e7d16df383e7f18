using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Hamlet.Formats.EventFiles;

/// <summary>
/// A file of framed records: length (8 bytes), masked CRC of the length (4), payload, masked CRC of the payload (4), little-endian.
/// Records gather in one buffer that goes out with one call. The place of a write is its own, never the end of the file, so that a write
/// that failed half-way is repeated over itself and leaves no torn record in between.
/// </summary>
internal sealed class RecordFile : IDisposable
{
    private const int HeaderBytes = 12;
    private const int FooterBytes = 4;

    private readonly SafeFileHandle _handle;
    private readonly MessageBuffer _buffer;
    private readonly int _flushBytes;
    private long _flushed;
    private int _complete;

    /// <summary>Makes a file that must not exist yet; other processes may read, rename and delete it meanwhile.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="flushBytes">How many bytes gather before they go out.</param>
    public RecordFile(string path, int flushBytes = 128 << 10)
    {
        Name = Path.GetFileName(path);
        _flushBytes = flushBytes;
        _buffer = new MessageBuffer(flushBytes + (16 << 10));
        _handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>The file's name.</summary>
    public string Name { get; }

    /// <summary>The length of all complete records, those still in the buffer included.</summary>
    public long Length => _flushed + _complete;

    /// <summary>Begins a record, whose payload the caller writes into the buffer. A record begun and never ended is forgotten.</summary>
    public MessageBuffer Begin()
    {
        _buffer.Truncate(_complete);
        _buffer.Claim(HeaderBytes);
        return _buffer;
    }

    /// <summary>Ends the record.</summary>
    public void End()
    {
        int payload = _buffer.Length - _complete - HeaderBytes;
        uint crc = Crc32C.Masked(_buffer.Slice(_complete + HeaderBytes, payload));
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.Claim(FooterBytes), crc);
        Span<byte> header = _buffer.Slice(_complete, HeaderBytes);
        BinaryPrimitives.WriteInt64LittleEndian(header, payload);
        BinaryPrimitives.WriteUInt32LittleEndian(header[sizeof(long)..], Crc32C.Masked(header[..sizeof(long)]));
        _complete = _buffer.Length;
        if (_complete >= _flushBytes)
        {
            Flush();
        }
    }

    /// <summary>Hands all complete records to the operating system, from where other processes read them.</summary>
    public void Flush()
    {
        if (_complete == 0)
        {
            return;
        }

        RandomAccess.Write(_handle, _buffer.Written[.._complete], _flushed);
        _flushed += _complete;
        _complete = 0;
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
}
