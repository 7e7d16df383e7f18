using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Hamlet.Formats.Wandb;

/// <summary>Reads the records of a <c>.wandb</c> file, also of one that still grows: a record that is not whole yet is not there yet.</summary>
internal sealed class WandbLogReader : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly byte[] _chunk = new byte[WandbFrame.Block];
    private readonly MessageBuffer _record = new(4 << 10);

    /// <summary>Opens a file at its first record.</summary>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public WandbLogReader(string path)
    {
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> header = stackalloc byte[WandbFrame.FileHeader.Length];
        if (!TryFill(header, 0) || !header.SequenceEqual(WandbFrame.FileHeader))
        {
            _handle.Dispose();
            throw new InvalidDataException($"'{path}' is no file of W&B records.");
        }

        Position = header.Length;
    }

    /// <summary>Where the record ends that was read last.</summary>
    public long Position { get; private set; }

    /// <summary>Goes to the next record; false where there is no whole one.</summary>
    /// <exception cref="InvalidDataException">A checksum is wrong.</exception>
    public bool TryRead(out ReadOnlySpan<byte> record)
    {
        record = default;
        _record.Truncate(0);
        long position = Position;
        while (true)
        {
            int left = WandbFrame.Block - (int)(position % WandbFrame.Block);
            if (left < WandbFrame.Head)
            {
                position += left;
            }

            Span<byte> head = _chunk.AsSpan(0, WandbFrame.Head);
            if (!TryFill(head, position))
            {
                return false;
            }

            uint checksum = BinaryPrimitives.ReadUInt32LittleEndian(head);
            int length = BinaryPrimitives.ReadUInt16LittleEndian(head[4..]);
            byte kind = head[6];
            if (!TryFill(_record.Claim(length), position + WandbFrame.Head))
            {
                return false;
            }

            if (WandbFrame.Checksum(kind, _record.Written[^length..]) != checksum)
            {
                throw new InvalidDataException(FormattableString.Invariant($"The W&B records are damaged at byte {position}."));
            }

            position += WandbFrame.Head + length;
            if (kind is WandbFrame.Full or WandbFrame.Last)
            {
                Position = position;
                record = _record.Written;
                return true;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private bool TryFill(Span<byte> destination, long position)
    {
        while (!destination.IsEmpty)
        {
            int read = RandomAccess.Read(_handle, destination, position);
            if (read == 0)
            {
                return false;
            }

            destination = destination[read..];
            position += read;
        }

        return true;
    }
}
