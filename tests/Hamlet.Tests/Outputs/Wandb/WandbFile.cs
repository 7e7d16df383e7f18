using System.Buffers.Binary;
using Hamlet.Tests.Outputs.Protos.Wandb;

namespace Hamlet.Tests.Outputs.Wandb;

/// <summary>Reads <c>.wandb</c> files without a line of the product: framing and checksums by hand, messages by protobuf classes.</summary>
internal static class WandbFile
{
    /// <summary>All records. Fails where anything is not as the format wants it.</summary>
    public static List<LogRecord> Read(string path) => [.. Payloads(File.ReadAllBytes(path)).Select(LogRecord.Parser.ParseFrom)];

    /// <summary>The rows of history: each by key, values in JSON.</summary>
    public static List<Dictionary<string, string>> Rows(string path) => Rows(Read(path));

    /// <summary>The rows of history among records.</summary>
    public static List<Dictionary<string, string>> Rows(IEnumerable<LogRecord> records) =>
        [.. records.Where(r => r.History is not null).Select(r => r.History.Item.ToDictionary(i => i.Key, i => i.ValueJson))];

    /// <summary>The bytes of each record in a file.</summary>
    public static List<byte[]> Payloads(byte[] file)
    {
        Assert.Equal([0x3A, 0x57, 0x26, 0x42, 0xE1, 0xBE, 0x00], file[..7]);
        List<byte[]> records = [];
        List<byte> record = [];
        int at = 7;
        while (at < file.Length)
        {
            int left = 32768 - (at % 32768);
            if (left < 7)
            {
                Assert.All(file[at..(at + left)], static b => Assert.Equal(0, b));
                at += left;
                continue;
            }

            uint crc = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));
            int length = file[at + 4] + (256 * file[at + 5]);
            int kind = file[at + 6];
            Assert.True(length <= left - 7, "A chunk crosses the border of a block.");
            Assert.Equal(Crc32(file.AsSpan(at + 6, 1 + length)), crc);
            Assert.Equal(kind is 1 or 2, record.Count == 0 && !(kind is 3 or 4));
            record.AddRange(file[(at + 7)..(at + 7 + length)]);
            at += 7 + length;
            if (kind is 1 or 4)
            {
                records.Add([.. record]);
                record.Clear();
            }
        }

        Assert.Empty(record);
        return records;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
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
