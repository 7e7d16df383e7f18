using System.Numerics;

namespace Hamlet.Formats;

/// <summary>Protocol-buffer varints: seven bits a byte, the lowest first, the top bit set in all bytes but the last.</summary>
internal static class Varint
{
    /// <summary>The most bytes that one takes: a negative number has ten.</summary>
    public const int MaxSize = 10;

    /// <summary>The bytes that a number takes, 1 to 10.</summary>
    public static int Size(ulong value) => (BitOperations.Log2(value | 1) / 7) + 1;

    /// <summary>Writes a number and returns how many bytes it took.</summary>
    public static int Write(Span<byte> destination, ulong value)
    {
        int size = 0;
        while (value >= 0x80)
        {
            destination[size++] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[size++] = (byte)value;
        return size;
    }

    /// <summary>Reads a number and goes past it; false if the bytes end within it or it has more than ten.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ref int at, out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 7 * MaxSize && at < bytes.Length; shift += 7)
        {
            byte next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads the length of what follows; false if the bytes end before that does.</summary>
    public static bool TryReadLength(ReadOnlySpan<byte> bytes, ref int at, out int length)
    {
        if (at < bytes.Length && bytes[at] < 0x80)
        {
            length = bytes[at++];
            return length <= bytes.Length - at;
        }

        bool read = TryRead(bytes, ref at, out ulong value) && value <= (ulong)(bytes.Length - at);
        length = read ? (int)value : 0;
        return read;
    }
}
