using System.Buffers.Binary;

namespace Hamlet.Formats.Wandb;

/// <summary>
/// How a <c>.wandb</c> file holds records: seven bytes of header, then blocks of 32 KiB counted from the file's beginning, in which a
/// record is one chunk or several. A chunk is a checksum (4 bytes, CRC-32 over what follows the length), a length (2), a kind (1) and the
/// data; it never crosses the border of a block, and a rest of fewer than seven bytes is filled with zeros.
/// </summary>
internal static class WandbFrame
{
    /// <summary>The size of a block.</summary>
    public const int Block = 32768;

    /// <summary>What stands before the data of a chunk.</summary>
    public const int Head = 7;

    /// <summary>A whole record.</summary>
    public const byte Full = 1;

    /// <summary>A record's first chunk.</summary>
    public const byte First = 2;

    /// <summary>One between the first and the last.</summary>
    public const byte Middle = 3;

    /// <summary>A record's last chunk.</summary>
    public const byte Last = 4;

    /// <summary>What a file begins with: the word <c>:W&amp;B</c>, a magic number, version 0.</summary>
    public static ReadOnlySpan<byte> FileHeader => [0x3A, 0x57, 0x26, 0x42, 0xE1, 0xBE, 0x00];

    /// <summary>Adds a record.</summary>
    /// <param name="output">Receives its chunks.</param>
    /// <param name="position">Where in the file they begin.</param>
    /// <param name="record">The record.</param>
    public static void Write(MessageBuffer output, long position, ReadOnlySpan<byte> record)
    {
        bool first = true;
        bool last;
        do
        {
            int left = Block - (int)(position % Block);
            if (left < Head)
            {
                output.Claim(left).Clear();
                position += left;
                left = Block;
            }

            // With exactly seven bytes left this is a first chunk of no data, as W&B's own writers make it.
            int size = Math.Min(left - Head, record.Length);
            last = size == record.Length;
            WriteChunk(output.Claim(Head + size), (first, last) switch
            {
                (true, true) => Full,
                (true, false) => First,
                (false, false) => Middle,
                _ => Last,
            }, record[..size]);
            record = record[size..];
            position += Head + size;
            first = false;
        }
        while (!last);
    }

    /// <summary>The checksum of a chunk.</summary>
    public static uint Checksum(byte kind, ReadOnlySpan<byte> data) => Crc32.Compute([kind], data);

    private static void WriteChunk(Span<byte> chunk, byte kind, ReadOnlySpan<byte> data)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(chunk, Checksum(kind, data));
        BinaryPrimitives.WriteUInt16LittleEndian(chunk[4..], (ushort)data.Length);
        chunk[6] = kind;
        data.CopyTo(chunk[Head..]);
    }
}
