using System.Globalization;
using System.Text;

namespace Hamlet.Analysis.Reading;

/// <summary>
/// The tokens of a JSON text of any length, one after the other, in constant memory. Unlike the reader of .NET it takes <c>NaN</c> and
/// <c>Infinity</c>, which Python writes for such numbers.
/// </summary>
/// <param name="reader">The text.</param>
internal sealed class JsonTokens(TextReader reader)
{
    private const int LongestText = 1 << 16;

    private readonly StringBuilder _text = new();
    private readonly char[] _buffer = new char[8192];
    private int _at;
    private int _length;

    /// <summary>The token that was read: one of <c>{ } [ ] : ,</c>, <c>"</c> for a text, <c>0</c> for a number or word, NUL at the end.</summary>
    public char Kind { get; private set; }

    /// <summary>How many characters have been read.</summary>
    public long Position { get; private set; }

    /// <summary>The text, number or word.</summary>
    public string Text => _text.ToString();

    /// <summary>Reads the next token.</summary>
    /// <exception cref="InvalidDataException">There is none of JSON.</exception>
    public char Next()
    {
        int c = Take();
        while (c is ' ' or '\n' or '\r' or '\t')
        {
            c = Take();
        }

        _text.Clear();
        switch (c)
        {
            case -1:
                return Kind = '\0';
            case '{' or '}' or '[' or ']' or ':' or ',':
                return Kind = (char)c;
            case '"':
                ReadText();
                return Kind = '"';
            default:
                ReadWord(c);
                return Kind = '0';
        }
    }

    /// <summary>The number that was read; null for a word that is none.</summary>
    public double? Number() => Text switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        string text when Kind == '0' && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) => value,
        _ => null,
    };

    private void ReadWord(int c)
    {
        for (; c >= 0 && (char.IsAsciiLetterOrDigit((char)c) || c is '-' or '+' or '.'); c = Take())
        {
            Append((char)c);
        }

        if (_text.Length == 0)
        {
            throw new InvalidDataException($"the character {Position} has no place in JSON");
        }

        // The character behind the word is the next token's.
        if (c >= 0)
        {
            _at--;
            Position--;
        }
    }

    private void ReadText()
    {
        for (int c = Take(); c != '"'; c = Take())
        {
            if (c < 0)
            {
                throw new InvalidDataException("a text has no end");
            }

            Append(c == '\\' ? Escaped(Take()) : (char)c);
        }
    }

    private char Escaped(int c) => c switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\b',
        'f' => '\f',
        'u' => (char)((Hexadecimal() << 12) | (Hexadecimal() << 8) | (Hexadecimal() << 4) | Hexadecimal()),
        '"' or '\\' or '/' => (char)c,
        _ => throw new InvalidDataException($"the escape before character {Position} is unknown"),
    };

    private int Hexadecimal()
    {
        int c = Take();
        return c >= 0 && char.IsAsciiHexDigit((char)c)
            ? Convert.ToInt32(((char)c).ToString(), 16)
            : throw new InvalidDataException($"the escape before character {Position} is unknown");
    }

    private void Append(char c)
    {
        if (_text.Length == LongestText)
        {
            throw new InvalidDataException($"a text has more than {LongestText} characters");
        }

        _text.Append(c);
    }

    private int Take()
    {
        if (_at == _length)
        {
            _length = reader.Read(_buffer);
            _at = 0;
            if (_length == 0)
            {
                return -1;
            }
        }

        Position++;
        return _buffer[_at++];
    }
}
