using Google.Protobuf;
using Hamlet.Formats;

namespace Hamlet.Tests.Formats.EventFiles;

public sealed class MessageBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(16_383)]
    [InlineData(16_384)]
    [InlineData(2_097_152)]
    public void NestedMessageOfAnyLengthIsReadBackWithAnyGuessOfItsLength(int length)
    {
        byte[] content = [.. Enumerable.Range(0, length).Select(i => (byte)i)];
        for (int guess = 1; guess <= 4; guess++)
        {
            var buffer = new MessageBuffer(1);
            int mark = buffer.Open(5, guess);
            content.CopyTo(buffer.Claim(length));
            buffer.Close(mark, guess);
            buffer.Varint(1, 300);

            var reader = new CodedInputStream(buffer.Written.ToArray());
            Assert.Equal(WireFormat.MakeTag(5, WireFormat.WireType.LengthDelimited), reader.ReadTag());
            Assert.Equal(content, reader.ReadBytes().ToByteArray());
            Assert.Equal(WireFormat.MakeTag(1, WireFormat.WireType.Varint), reader.ReadTag());
            Assert.Equal(300, reader.ReadInt64());
            Assert.True(reader.IsAtEnd);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void VarintIsReadBackAndHasTheSizeSaid(long value)
    {
        byte[] bytes = new byte[Varint.MaxSize];
        int size = Varint.Write(bytes, (ulong)value);
        Assert.Equal(Varint.Size((ulong)value), size);
        Assert.Equal(CodedOutputStream.ComputeInt64Size(value), size);
        Assert.Equal(value, new CodedInputStream(bytes).ReadInt64());
    }
}
