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
}
