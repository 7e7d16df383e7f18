using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Hamlet.Formats;

/// <summary>
/// Writes single JSON values in UTF-8 as Python does: a number in floating point never looks like a whole one, and what is not finite is
/// the bare word <c>NaN</c>, <c>Infinity</c> or <c>-Infinity</c>, which the writer of .NET refuses.
/// </summary>
internal static class JsonText
{
    private const int LongestNumber = 32;

    private static readonly SearchValues<byte> s_escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(static i => (byte)i), (byte)'"', (byte)'\\']);

    /// <summary>A number in single precision, as short as it reads back.</summary>
    public static void Write(MessageBuffer output, float value) => Number(output, value);

    /// <summary>A number in double precision, as short as it reads back.</summary>
    public static void Write(MessageBuffer output, double value) => Number(output, value);

    /// <summary>A whole number.</summary>
    public static void Write(MessageBuffer output, long value)
    {
        Span<byte> text = stackalloc byte[LongestNumber];
        _ = Utf8Formatter.TryFormat(value, text, out int length);
        text[..length].CopyTo(output.Claim(length));
    }

    /// <summary>A switch.</summary>
    public static void Write(MessageBuffer output, bool value) => Raw(output, value ? "true"u8 : "false"u8);

    /// <summary>A text in valid UTF-8. Only what must be is escaped: quotes, backslashes and control characters.</summary>
    public static void Write(MessageBuffer output, ReadOnlySpan<byte> utf8)
    {
        Raw(output, "\""u8);
        int next;
        while ((next = utf8.IndexOfAny(s_escaped)) >= 0)
        {
            Raw(output, utf8[..next]);
            Escape(output, utf8[next]);
            utf8 = utf8[(next + 1)..];
        }

        Raw(output, utf8);
        Raw(output, "\""u8);
    }

    /// <summary>A text.</summary>
    public static void Write(MessageBuffer output, string text) => Write(output, Encoding.UTF8.GetBytes(text));

    /// <summary>JSON as it is.</summary>
    public static void Raw(MessageBuffer output, ReadOnlySpan<byte> json) => json.CopyTo(output.Claim(json.Length));

    private static void Escape(MessageBuffer output, byte letter)
    {
        if (letter >= 0x20)
        {
            Raw(output, [(byte)'\\', letter]);
            return;
        }

        ReadOnlySpan<byte> digits = "0123456789abcdef"u8;
        Raw(output, [(byte)'\\', (byte)'u', (byte)'0', (byte)'0', digits[letter >> 4], digits[letter & 15]]);
    }

    private static void Number<T>(MessageBuffer output, T value)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        if (!T.IsFinite(value))
        {
            Raw(output, T.IsNaN(value) ? "NaN"u8 : T.IsPositive(value) ? "Infinity"u8 : "-Infinity"u8);
            return;
        }

        Span<byte> text = stackalloc byte[LongestNumber];
        _ = value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        if (text[..length].IndexOfAny((byte)'.', (byte)'E') < 0)
        {
            ".0"u8.CopyTo(text[length..]);
            length += 2;
        }

        text[..length].CopyTo(output.Claim(length));
    }
}
