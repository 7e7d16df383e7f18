namespace Hamlet.Hosting.Query;

/// <summary>CSV by RFC 4180, with a header.</summary>
internal sealed class CsvPrinter(TextWriter output) : QueryPrinter
{
    public override void Begin(IReadOnlyList<string> columns) => Write(columns);

    public override void Add(IReadOnlyList<object?> row) => Write(row);

    public override void End()
    {
    }

    private void Write(IEnumerable<object?> values)
    {
        output.Write(string.Join(',', values.Select(Field)));
        output.Write("\r\n");
    }

    // An empty text is "", NULL is nothing.
    private static string Field(object? value)
    {
        string text = Text(value);
        return value is string && (text.Length == 0 || text.AsSpan().IndexOfAny("\",\r\n") >= 0) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
