using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Hamlet.Tests.Formats.Png;

/// <summary>Reads back unfiltered PNG files of 8 bits a channel, every checksum verified.</summary>
internal static class PngDecoder
{
    public static (int Width, int Height, int ColorType, byte[] Pixels) Decode(byte[] png)
    {
        Assert.Equal([137, 80, 78, 71, 13, 10, 26, 10], png[..8]);
        List<(string Type, byte[] Data)> chunks = [.. Chunks(png.AsSpan(8).ToArray())];
        Assert.Equal(["IHDR", "IDAT", "IEND"], chunks.Select(chunk => chunk.Type));

        byte[] header = chunks[0].Data;
        int width = BinaryPrimitives.ReadInt32BigEndian(header);
        int height = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        Assert.Equal([8, header[9], 0, 0, 0], header[8..]);

        using var zlib = new ZLibStream(new MemoryStream(chunks[1].Data), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        int rowBytes = (int)(rows.Length / height);
        List<byte> pixels = [];
        foreach (byte[] row in rows.ToArray().Chunk(rowBytes))
        {
            Assert.Equal(0, row[0]);
            pixels.AddRange(row[1..]);
        }

        return (width, height, header[9], [.. pixels]);
    }

    private static IEnumerable<(string Type, byte[] Data)> Chunks(byte[] bytes)
    {
        for (int at = 0; at < bytes.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            byte[] typeAndData = bytes[(at + 4)..(at + 8 + length)];
            Assert.Equal(Crc(typeAndData), BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 8 + length)));
            yield return (Encoding.ASCII.GetString(typeAndData[..4]), typeAndData[4..]);
            at += length + 12;
        }
    }

    private static uint Crc(byte[] bytes)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
