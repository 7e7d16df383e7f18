using System.Buffers.Binary;
using System.Numerics;

namespace Hamlet.Formats;

/// <summary>CRC-32C (Castagnoli, reflected polynomial 0x82F63B78), plain and masked as record files store it.</summary>
internal static class Crc32C
{
    /// <summary>What <see cref="Append"/> begins with.</summary>
    public const uint Start = uint.MaxValue;

    private const uint MaskDelta = 0xA282EAD8;

    /// <summary>The checksum of some bytes; 0xE3069283 for the ASCII digits 1 to 9.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes) => ~Append(Start, bytes);

    /// <summary>Continues a checksum; it begins with <see cref="Start"/> and ends with <see cref="MaskEnd"/>.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte rest in bytes)
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return crc;
    }

    /// <summary>
    /// The masked checksum: rotated right by 15 bits plus a constant, so that the checksum of bytes that hold checksums stays a good one.
    /// </summary>
    public static uint Masked(ReadOnlySpan<byte> bytes) => MaskEnd(Append(Start, bytes));

    /// <summary>Ends a checksum that was computed in parts, and masks it.</summary>
    public static uint MaskEnd(uint crc) => unchecked(BitOperations.RotateRight(~crc, 15) + MaskDelta);
}
