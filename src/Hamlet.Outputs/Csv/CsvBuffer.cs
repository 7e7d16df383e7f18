using System.Buffers;
using System.Globalization;

namespace Hamlet.Outputs.Csv;

/// <summary>Rows as bytes, until they are written to the file. It grows with the largest row and is used again and again.</summary>
internal sealed class CsvBuffer
{
    private const int LongestNumber = 32;

    private static readonly SearchValues<byte> s_special = SearchValues.Create("\",\r\n"u8);

    private byte[] _bytes = new byte[1 << 16];

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Drops everything after the first bytes.</summary>
    public void Cut(int length) => Length = length;

    /// <summary>Appends bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Separates two fields.</summary>
    public void Comma()
    {
        Room(1)[0] = (byte)',';
        Length++;
    }

    /// <summary>Ends a row.</summary>
    public void EndRow() => Raw("\r\n"u8);

    /// <summary>A number in the fewest digits that read back to the same bits; <c>NaN</c>, <c>Infinity</c>, <c>-0</c>.</summary>
    public void Number<T>(T value)
        where T : struct, IUtf8SpanFormattable
    {
        value.TryFormat(Room(LongestNumber), out int written, default, CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>
    /// A text. One with a separator or a quote is quoted, its quotes doubled; so is the empty one, since a field without quotes and
    /// without anything is one that the record did not have.
    /// </summary>
    public void Text(ReadOnlySpan<byte> utf8)
    {
        if (!utf8.IsEmpty && utf8.IndexOfAny(s_special) < 0 && utf8[0] != ' ' && utf8[^1] != ' ')
        {
            Raw(utf8);
            return;
        }

        Raw("\""u8);
        for (int quote = utf8.IndexOf((byte)'"'); quote >= 0; quote = utf8.IndexOf((byte)'"'))
        {
            Raw(utf8[..(quote + 1)]);
            Raw("\""u8);
            utf8 = utf8[(quote + 1)..];
        }

        Raw(utf8);
        Raw("\""u8);
    }

    private Span<byte> Room(int size)
    {
        if (_bytes.Length - Length < size)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + size));
        }

        return _bytes.AsSpan(Length);
    }
}
