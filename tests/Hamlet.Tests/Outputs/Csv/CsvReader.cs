using System.Text;

namespace Hamlet.Tests.Outputs.Csv;

/// <summary>
/// Reads CSV by the grammar of RFC 4180 and nothing else; shares no line with what wrote it. A field without quotes and without anything
/// is null, <c>""</c> is the empty text.
/// </summary>
internal sealed class CsvReader
{
    private readonly string _text;
    private int _at;

    private CsvReader(string text) => _text = text;

    public static List<string?[]> Read(string path)
    {
        var reader = new CsvReader(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path)));
        List<string?[]> rows = [];
        while (reader._at < reader._text.Length)
        {
            rows.Add(reader.Row());
        }

        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        return rows;
    }

    private string?[] Row()
    {
        List<string?> fields = [Field()];
        while (_text[_at] == ',')
        {
            _at++;
            fields.Add(Field());
        }

        Assert.Equal("\r\n", _text.Substring(_at, 2));
        _at += 2;
        return [.. fields];
    }

    private string? Field()
    {
        if (_text[_at] != '"')
        {
            int end = _text.IndexOfAny([',', '\r', '\n', '"'], _at);
            string plain = _text[_at..end];
            _at = end;
            return plain.Length == 0 ? null : plain;
        }

        var text = new StringBuilder();
        for (_at++; ; _at++)
        {
            if (_text[_at] == '"' && _text[++_at] != '"')
            {
                return text.ToString();
            }

            text.Append(_text[_at]);
        }
    }
}
