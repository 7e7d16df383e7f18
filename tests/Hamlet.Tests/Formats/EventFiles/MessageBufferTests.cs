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
    [InlineData(2)]
    [InlineData(3)]
    public void AMessageThatLeavesAFewBytesAtTheEndOfTheBufferIsWholeAndSoIsTheNext(int left)
    {
        const int Capacity = 256;
        byte[] content = [.. Enumerable.Range(0, Capacity - left - 3).Select(i => (byte)i)];
        var buffer = new MessageBuffer(Capacity);

        // One byte for the key, two for the length, one of which is only found to be needed when the buffer is all but full.
        int mark = buffer.Open(1);
        content.CopyTo(buffer.Claim(content.Length));
        buffer.Close(mark);
        Assert.Equal(Capacity - left, buffer.Length);
        buffer.Varint(2, 300);
        buffer.Double(3, 0.5);
        buffer.Bytes(4, "text"u8);

        var reader = new CodedInputStream(buffer.Written.ToArray());
        Assert.Equal(WireFormat.MakeTag(1, WireFormat.WireType.LengthDelimited), reader.ReadTag());
        Assert.Equal(content, reader.ReadBytes().ToByteArray());
        Assert.Equal(WireFormat.MakeTag(2, WireFormat.WireType.Varint), reader.ReadTag());
        Assert.Equal(300, reader.ReadInt64());
        Assert.Equal(WireFormat.MakeTag(3, WireFormat.WireType.Fixed64), reader.ReadTag());
        Assert.Equal(0.5, reader.ReadDouble());
        Assert.Equal(WireFormat.MakeTag(4, WireFormat.WireType.LengthDelimited), reader.ReadTag());
        Assert.Equal("text", reader.ReadString());
        Assert.True(reader.IsAtEnd);
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
