using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Hamlet.Formats.EventFiles;

/// <summary>
/// Reads a file of framed records (see <see cref="RecordFile"/>) from a place on, in constant memory, also while another process writes it.
/// A partial record at the end is normal. After damage the reader goes on at the next place where both checksums of a record are right:
/// that 64 bits agree by chance does not happen, so no garbage is taken for a record.
/// </summary>
internal sealed class RecordReader : IDisposable
{
    /// <summary>The longest payload that is held; a longer one is checked and passed over. A scalar takes some 30 bytes.</summary>
    public const int MaxPayload = 16 << 20;

    private const int HeaderBytes = 12;
    private const int FooterBytes = 4;
    private const int LeastBuffer = 4 << 10;
    private const int UsualBuffer = 256 << 10;

    private readonly SafeFileHandle _handle;
    private byte[] _buffer;
    private long _offset;
    private int _start;
    private int _end;

    /// <summary>Opens a file, which others may write, rename and delete meanwhile.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="position">Where a record begins.</param>
    public RecordReader(string path, long position = 0)
    {
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        _offset = position;
        _buffer = new byte[Math.Clamp(FileLength - position, LeastBuffer, UsualBuffer)];
    }

    /// <summary>Where the next record begins.</summary>
    public long Position => _offset + _start;

    /// <summary>The file's length now.</summary>
    public long FileLength => RandomAccess.GetLength(_handle);

    /// <summary>What was wrong, after <see cref="RecordKind.Damaged"/>.</summary>
    public RecordFault Fault { get; private set; }

    /// <summary>Reads the next record.</summary>
    /// <param name="payload">Its payload, valid until the next call.</param>
    public RecordKind Read(out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (!Fill(HeaderBytes))
        {
            return RecordKind.End;
        }

        ReadOnlySpan<byte> header = _buffer.AsSpan(_start, HeaderBytes);
        if (!HeaderIsRight(header))
        {
            return Resynchronize("the checksum of a record's length is wrong");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(header);
        if (length > (ulong)Math.Max(0, FileLengthFor(length) - Position - HeaderBytes - FooterBytes))
        {
            // Either it is still being written, or its writer died and another one went on behind it.
            return TryFindRecord(out long found) ? Skip(found, "a record breaks off") : RecordKind.End;
        }

        return length > MaxPayload ? PassOver((long)length) : ReadPayload((int)length, out payload);
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private static bool HeaderIsRight(ReadOnlySpan<byte> header) =>
        Crc32C.Masked(header[..sizeof(ulong)]) == BinaryPrimitives.ReadUInt32LittleEndian(header[sizeof(ulong)..]);

    private RecordKind ReadPayload(int length, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (!Fill(HeaderBytes + length + FooterBytes))
        {
            return RecordKind.End;
        }

        if (!PayloadIsRight(_start, length))
        {
            return DamagedPayload(length);
        }

        payload = _buffer.AsSpan(_start + HeaderBytes, length);
        _start += HeaderBytes + length + FooterBytes;
        return RecordKind.Whole;
    }

    private bool PayloadIsRight(int start, int length) =>
        Crc32C.Masked(_buffer.AsSpan(start + HeaderBytes, length))
        == BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(start + HeaderBytes + length));

    // The length's checksum was right, so the next record stands behind this one; unless the writer died within it and another one wrote on.
    private RecordKind DamagedPayload(int length)
    {
        const string reason = "the checksum of a record's content is wrong";
        int size = HeaderBytes + length + FooterBytes;
        bool last = Position + size == FileLength;
        if (last || (Fill(size + HeaderBytes) && HeaderIsRight(_buffer.AsSpan(_start + size, HeaderBytes))))
        {
            Fault = new RecordFault(Position, size, reason);
            _start += size;
            return RecordKind.Damaged;
        }

        return Resynchronize(reason);
    }

    private RecordKind Resynchronize(string reason)
    {
        long end = TryFindRecord(out long found) ? found : FileLength;
        return Skip(end, reason);
    }

    private RecordKind Skip(long to, string reason)
    {
        Fault = new RecordFault(Position, to - Position, reason);
        Seek(to);
        return RecordKind.Damaged;
    }

    // Looks for a whole record behind this place, and leaves the place as it is.
    private bool TryFindRecord(out long found)
    {
        long from = Position;
        Seek(from + 1);
        while (Fill(HeaderBytes))
        {
            ReadOnlySpan<byte> bytes = _buffer.AsSpan(_start, _end - _start);
            int candidate = Candidate(bytes);
            _start += candidate;
            if (candidate + HeaderBytes > bytes.Length)
            {
                continue;
            }

            int length = BinaryPrimitives.ReadInt32LittleEndian(bytes[candidate..]);
            if (Fill(HeaderBytes + length + FooterBytes) && PayloadIsRight(_start, length))
            {
                found = Position;
                Seek(from);
                return true;
            }

            _start++;
        }

        Seek(from);
        found = 0;
        return false;
    }

    // The first place that may be a header; if there is none, the first one of which too little is known.
    private static int Candidate(ReadOnlySpan<byte> bytes)
    {
        int i = 0;
        for (; i + HeaderBytes <= bytes.Length; i++)
        {
            if (BinaryPrimitives.ReadUInt64LittleEndian(bytes[i..]) <= MaxPayload && HeaderIsRight(bytes.Slice(i, HeaderBytes)))
            {
                break;
            }
        }

        return i;
    }

    private RecordKind PassOver(long length)
    {
        long at = Position + HeaderBytes;
        uint crc = Crc32C.Start;
        for (long left = length; left > 0;)
        {
            int read = RandomAccess.Read(_handle, _buffer.AsSpan(0, (int)Math.Min(left, _buffer.Length)), at);
            if (read == 0)
            {
                Seek(Position);
                return RecordKind.End;
            }

            crc = Crc32C.Append(crc, _buffer.AsSpan(0, read));
            at += read;
            left -= read;
        }

        Span<byte> footer = stackalloc byte[FooterBytes];
        bool right = RandomAccess.Read(_handle, footer, at) == FooterBytes
            && BinaryPrimitives.ReadUInt32LittleEndian(footer) == Crc32C.MaskEnd(crc);
        Fault = new RecordFault(Position, length + HeaderBytes + FooterBytes, "the checksum of a record's content is wrong");
        Seek(at + FooterBytes);
        return right ? RecordKind.Large : RecordKind.Damaged;
    }

    private void Seek(long position)
    {
        _offset = position;
        (_start, _end) = (0, 0);
    }

    // The file's length costs a call to the system, and what is in the buffer needs none.
    private long FileLengthFor(ulong length) =>
        length <= (ulong)(_end - _start) ? Math.Max(_offset + _end, Position + HeaderBytes + (long)length + FooterBytes) : FileLength;

    // Makes a number of bytes available from the start on.
    private bool Fill(int bytes)
    {
        if (bytes <= _end - _start)
        {
            return true;
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_offset, _end, _start) = (_offset + _start, _end - _start, 0);
        if (bytes > _buffer.Length)
        {
            // What a header says is believed only as far as the file reaches.
            if (_offset + bytes > FileLength)
            {
                return false;
            }

            Array.Resize(ref _buffer, bytes);
        }

        while (_end < bytes)
        {
            int read = RandomAccess.Read(_handle, _buffer.AsSpan(_end), _offset + _end);
            if (read == 0)
            {
                return false;
            }

            _end += read;
        }

        return true;
    }
}
