using System.Text;
using Hamlet.Outputs.Csv;

namespace Hamlet.Tests.Outputs.Csv;

public sealed class CsvBufferTests
{
    private const int Capacity = 1 << 16;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WhateverFollowsARowThatLeavesAFewBytesAtTheEndIsWhole(int left)
    {
        (Action<CsvBuffer> Write, string Text)[] cases =
        [
            (static b => b.Comma(), ","),
            (static b => b.EndRow(), "\r\n"),
            (static b => b.Number(-1.5e-30), "-1.5E-30"),
            (static b => b.Number(long.MinValue), "-9223372036854775808"),
            (static b => b.Text("plain"u8), "plain"),
            (static b => b.Text("a\"b"u8), "\"a\"\"b\""),
            (static b => b.Text(""u8), "\"\""),
        ];
        string row = string.Concat(Enumerable.Range(0, Capacity - left).Select(static i => (char)('a' + (i % 26))));
        foreach ((Action<CsvBuffer> write, string text) in cases)
        {
            var buffer = new CsvBuffer();
            buffer.Raw(Encoding.ASCII.GetBytes(row));
            write(buffer);
            buffer.Raw("!"u8);

            Assert.Equal(row + text + "!", Encoding.ASCII.GetString(buffer.Bytes));
        }
    }
}
