using Hamlet.Formats;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Formats.EventFiles;

public sealed class Crc32CTests
{
    [Fact]
    public void CheckValueOfTheNineDigitsIsRight()
    {
        Assert.Equal(0xE3069283, Crc32C.Compute("123456789"u8));
        Assert.Equal(0xC78AB0E5, Crc32C.Masked("123456789"u8));
    }

    [Fact]
    public void NothingHasTheMaskItself() => Assert.Equal(0xA282EAD8, Crc32C.Masked([]));

    [Fact]
    public void LengthOfTwentyFourHasItsPublishedChecksum() => Assert.Equal(0x224B7FA3u, Crc32C.Masked([24, 0, 0, 0, 0, 0, 0, 0]));

    [Fact]
    public void EveryLengthAgreesWithTheByteByByteTable()
    {
        byte[] bytes = [.. Enumerable.Range(0, 100).Select(i => (byte)(i * 37))];
        for (int start = 0; start < 9; start++)
        {
            for (int length = 0; length < bytes.Length - start; length++)
            {
                ReadOnlySpan<byte> part = bytes.AsSpan(start, length);
                Assert.Equal(EventFileReader.MaskedCrc(part), Crc32C.Masked(part));
            }
        }
    }
}
