using System.Text;

namespace Hamlet.Hosting.Query;

/// <summary>Columns as wide as their widest value; numbers stand to the right.</summary>
internal sealed class TablePrinter(TextWriter output) : QueryPrinter
{
    private readonly List<string[]> _rows = [];
    private bool[] _numbers = [];

    public override void Begin(IReadOnlyList<string> columns)
    {
        _rows.Add([.. columns.Select(Plain)]);
        _numbers = [.. Enumerable.Repeat(true, columns.Count)];
    }

    public override void Add(IReadOnlyList<object?> row)
    {
        for (int i = 0; i < row.Count; i++)
        {
            _numbers[i] &= row[i] is null or long or double;
        }

        _rows.Add([.. row.Select(static value => Plain(Text(value)))]);
    }

    public override void End()
    {
        int[] widths = [.. _numbers.Select((_, column) => _rows.Max(row => row[column].Length))];
        if (widths.Length == 0)
        {
            return;
        }

        for (int i = 0; i < _rows.Count; i++)
        {
            output.WriteLine(Line(_rows[i], widths));
            if (i == 0)
            {
                output.WriteLine(string.Join("  ", widths.Select(static width => new string('-', width))));
            }
        }
    }

    private string Line(string[] row, int[] widths) =>
        string.Join("  ", row.Select((value, i) => _numbers[i] ? value.PadLeft(widths[i]) : value.PadRight(widths[i]))).TrimEnd();

    // A control character in a value would break the table, or command the terminal.
    private static string Plain(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            plain.Append(c switch { '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", _ when char.IsControl(c) => $"\\u{(int)c:x4}", _ => c.ToString() });
        }

        return plain.ToString();
    }
}
