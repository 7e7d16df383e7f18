using Hamlet.Metrics;

namespace Hamlet.Tests.Metrics;

public sealed class SideBuffersTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ARecordThatLeavesAFewBytesAtTheEndComesBackAloneAndWhole(int left)
    {
        const int Size = 1000;
        var buffers = new SideBuffers();

        // Twice around: the second time each buffer is longer than its record.
        foreach (byte fill in (byte[])[1, 2, 3, 4])
        {
            int length = fill <= 2 ? Size : Size - left;
            Assert.True(buffers.TryClaim(length, out Span<byte> claimed));
            claimed.Fill(fill);
            buffers.Commit();

            Assert.Equal(Enumerable.Repeat(fill, length), buffers.Peek().ToArray());
            buffers.Release();
        }
    }

    [Fact]
    public void ThereAreTwoAndAThirdMustWait()
    {
        var buffers = new SideBuffers();
        for (byte fill = 1; fill <= 2; fill++)
        {
            Assert.True(buffers.TryClaim(fill, out Span<byte> claimed));
            claimed.Fill(fill);
            buffers.Commit();
        }

        Assert.False(buffers.TryClaim(1, out _));
        Assert.Equal([1], buffers.Peek().ToArray());
        buffers.Release();
        Assert.Equal([2, 2], buffers.Peek().ToArray());
        Assert.True(buffers.TryClaim(3, out _));
    }
}
