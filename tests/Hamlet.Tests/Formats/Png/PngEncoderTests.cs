using Hamlet.Formats;
using Hamlet.Formats.Png;

namespace Hamlet.Tests.Formats.Png;

public sealed class PngEncoderTests
{
    [Theory]
    [InlineData(1, 1, 1, 0)]
    [InlineData(7, 3, 3, 2)]
    [InlineData(5, 64, 4, 6)]
    [InlineData(800, 600, 3, 2)]
    public void PictureIsReadBackByteForByte(int width, int height, int channels, int colorType)
    {
        byte[] pixels = new byte[width * height * channels];
        new Random(width).NextBytes(pixels);

        var read = PngDecoder.Decode(PngEncoder.Encode(width, height, channels, pixels));

        Assert.Equal((width, height, colorType), (read.Width, read.Height, read.ColorType));
        Assert.Equal(pixels, read.Pixels);
    }

    [Theory]
    [InlineData(0, 1, 1, 0)]
    [InlineData(1, -1, 1, 1)]
    [InlineData(1, 1, 2, 2)]
    [InlineData(2, 2, 3, 11)]
    public void WhatIsNoPictureIsRefused(int width, int height, int channels, int bytes) =>
        Assert.ThrowsAny<ArgumentException>(() => PngEncoder.Encode(width, height, channels, new byte[bytes]));

    [Fact]
    public void ChecksumOfTheNineDigitsIsRight()
    {
        Assert.Equal(0xCBF43926, Crc32.Compute("123456789"u8));
        Assert.Equal(0xCBF43926, Crc32.Compute("1234"u8, "56789"u8));
    }
}
