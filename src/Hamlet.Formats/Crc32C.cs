using System.Buffers.Binary;
using System.Numerics;

namespace Hamlet.Formats;

/// <summary>CRC-32C (Castagnoli, reflected polynomial 0x82F63B78), plain and masked as record files store it.</summary>
internal static class Crc32C
{
    private const uint MaskDelta = 0xA282EAD8;

    /// <summary>The checksum of some bytes; 0xE3069283 for the ASCII digits 1 to 9.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte rest in bytes)
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return ~crc;
    }

    /// <summary>
    /// The masked checksum: rotated right by 15 bits plus a constant, so that the checksum of bytes that hold checksums stays a good one.
    /// </summary>
    public static uint Masked(ReadOnlySpan<byte> bytes) => unchecked(BitOperations.RotateRight(Compute(bytes), 15) + MaskDelta);
}
