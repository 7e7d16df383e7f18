using System.Buffers.Binary;
using Hamlet.Formats.EventFiles.Protos;

namespace Hamlet.Tests.Outputs.Support;

/// <summary>Reads event files without a line of the product: framing and checksums by hand, messages by protobuf classes.</summary>
internal static class EventFileReader
{
    private static readonly uint[] s_table = MakeTable();

    /// <summary>All whole records of a file; a partial one at its end is left out. Fails where a checksum is wrong.</summary>
    public static List<Event> Read(string path) => Read(File.ReadAllBytes(path));

    /// <summary>All whole records of some bytes.</summary>
    public static List<Event> Read(ReadOnlySpan<byte> bytes)
    {
        List<Event> events = [];
        while (TryFrame(bytes, out ReadOnlySpan<byte> payload))
        {
            events.Add(Event.Parser.ParseFrom(payload));
            bytes = bytes[(payload.Length + 16)..];
        }

        return events;
    }

    /// <summary>The frames as they stand in the file.</summary>
    public static List<byte[]> Frames(ReadOnlySpan<byte> bytes)
    {
        List<byte[]> frames = [];
        while (TryFrame(bytes, out ReadOnlySpan<byte> payload))
        {
            frames.Add(bytes[..(payload.Length + 16)].ToArray());
            bytes = bytes[(payload.Length + 16)..];
        }

        return frames;
    }

    /// <summary>The values of all events with their steps, in the order of the file.</summary>
    public static List<(long Step, Summary.Types.Value Value)> Values(string path) =>
        [.. Read(path).Where(e => e.Summary is not null).SelectMany(e => e.Summary.Value.Select(value => (e.Step, value)))];

    /// <summary>The masked CRC-32C, one byte at a time.</summary>
    public static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte value in bytes)
        {
            crc = (crc >> 8) ^ s_table[(crc ^ value) & 0xFF];
        }

        crc = ~crc;
        return unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8);
    }

    private static bool TryFrame(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (bytes.Length < 12)
        {
            return false;
        }

        Assert.Equal(MaskedCrc(bytes[..8]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));
        long length = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        if (bytes.Length < length + 16)
        {
            return false;
        }

        payload = bytes.Slice(12, (int)length);
        Assert.Equal(MaskedCrc(payload), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(12 + (int)length)..]));
        return true;
    }

    private static uint[] MakeTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint entry = i;
            for (int bit = 0; bit < 8; bit++)
            {
                entry = (entry & 1) == 1 ? 0x82F63B78 ^ (entry >> 1) : entry >> 1;
            }

            table[i] = entry;
        }

        return table;
    }
}
