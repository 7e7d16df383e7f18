using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hamlet.Hosting.Query;

/// <summary>A JSON list, an object a row, a row a line. Numbers that JSON does not have are texts.</summary>
internal sealed class JsonPrinter(TextWriter output) : QueryPrinter
{
    // A terminal or a program reads it, no browser: a plus is a plus.
    private static readonly JsonWriterOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly MemoryStream _line = new();
    private string[] _columns = [];
    private bool _first = true;

    public override void Begin(IReadOnlyList<string> columns)
    {
        // A name that comes again gets a number: two keys of one name would be one to most readers.
        var known = new HashSet<string>(columns, StringComparer.Ordinal);
        _columns = [.. columns.Select((name, i) => columns.Take(i).Contains(name, StringComparer.Ordinal) ? Numbered(name, known) : name)];
        output.Write("[");
    }

    public override void Add(IReadOnlyList<object?> row)
    {
        _line.SetLength(0);
        using (var json = new Utf8JsonWriter(_line, s_readable))
        {
            json.WriteStartObject();
            for (int i = 0; i < row.Count; i++)
            {
                json.WritePropertyName(_columns[i]);
                switch (row[i])
                {
                    case null:
                        json.WriteNullValue();
                        break;
                    case long number:
                        json.WriteNumberValue(number);
                        break;
                    case double number when double.IsFinite(number):
                        json.WriteNumberValue(number);
                        break;
                    case IReadOnlyList<string> texts:
                        json.WriteStartArray();
                        foreach (string text in texts)
                        {
                            json.WriteStringValue(text);
                        }

                        json.WriteEndArray();
                        break;
                    default:
                        json.WriteStringValue(Text(row[i]));
                        break;
                }
            }

            json.WriteEndObject();
        }

        output.Write(_first ? "\n" : ",\n");
        output.Write(Encoding.UTF8.GetString(_line.GetBuffer(), 0, (int)_line.Length));
        _first = false;
    }

    public override void End() => output.WriteLine(_first ? "]" : "\n]");

    private static string Numbered(string name, HashSet<string> known)
    {
        int number = 2;
        while (!known.Add($"{name}_{number}"))
        {
            number++;
        }

        return $"{name}_{number}";
    }
}
