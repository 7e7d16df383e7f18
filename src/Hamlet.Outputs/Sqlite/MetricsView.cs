using System.Text;

namespace Hamlet.Outputs.Sqlite;

/// <summary>
/// Writes the view <c>metrics</c>: every number of every record as a row of its own. It is made from the table <c>record_fields</c>
/// alone, so that it also covers records that this process has not written yet.
/// </summary>
internal static class MetricsView
{
    /// <summary>SQLite takes at most 500 selects in one union; more of them are united in groups.</summary>
    private const int GroupSize = 400;

    private const string Axes =
        "r.run_id, strftime('%Y-%m-%dT%H:%M:%fZ', r.timestamp, 'unixepoch'), r.step, r.episode, r.agent_id";

    /// <summary>The statement that makes the view.</summary>
    /// <param name="fields">By record: its columns.</param>
    public static string Create(IEnumerable<(string Record, IReadOnlyList<RecordColumn> Columns)> fields)
    {
        List<string> selects = [.. fields.SelectMany(record => Selects(record.Record, record.Columns))];
        if (selects.Count == 0)
        {
            selects.Add("SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE 0");
        }

        while (selects.Count > GroupSize)
        {
            selects = [.. selects.Chunk(GroupSize).Select(group => $"SELECT * FROM (\n{Unite(group)})")];
        }

        return $"CREATE VIEW metrics(run_id, timestamp, step, episode, agent_id, metric_name, value, tag) AS\n{Unite(selects)}";
    }

    private static string Unite(IEnumerable<string> selects) => string.Join("\nUNION ALL ", selects);

    private static IEnumerable<string> Selects(string record, IReadOnlyList<RecordColumn> columns)
    {
        string table = SqlText.Name(record);
        foreach (RecordColumn column in columns)
        {
            if (column.Kind == RecordColumnKind.Map)
            {
                yield return $"SELECT {Axes}, v.metric_name, v.value, {Fill(column.Tag + "/", columns)} || v.name"
                    + $" FROM {SqlText.Name(RecordCatalog.ValuesTable(record))} AS v JOIN {table} AS r ON r.sequence = v.sequence"
                    + $" WHERE v.field = {SqlText.Literal(column.Name)} AND v.value IS NOT NULL";
            }
            else if (column.MetricName is { } metric)
            {
                string value = $"r.{SqlText.Name(column.Name)}";
                yield return $"SELECT {Axes}, {Fill(metric, columns)}, {value}, {Fill(column.Tag, columns)}"
                    + $" FROM {table} AS r WHERE {value} IS NOT NULL";
            }
        }
    }

    /// <summary>A tag or a name as an expression: its run-time parts come from their columns.</summary>
    private static string Fill(string template, IReadOnlyList<RecordColumn> columns)
    {
        List<string> terms = [];
        var text = new StringBuilder();
        for (int at = 0; at < template.Length;)
        {
            RecordColumn? part = template[at] == '{' ? columns.FirstOrDefault(column => IsPartAt(column, template, at)) : null;
            if (part is null)
            {
                text.Append(template[at++]);
                continue;
            }

            AddText(terms, text);
            terms.Add($"r.{SqlText.Name(part.Name)}");
            at += part.Field.Length + 2;
        }

        AddText(terms, text);
        return terms.Count == 0 ? "''" : string.Join(" || ", terms);
    }

    private static void AddText(List<string> terms, StringBuilder text)
    {
        if (text.Length > 0)
        {
            terms.Add(SqlText.Literal(text.ToString()));
            text.Clear();
        }
    }

    private static bool IsPartAt(RecordColumn column, string template, int at) =>
        column.Kind == RecordColumnKind.Part && template.AsSpan(at + 1).StartsWith($"{column.Field}}}", StringComparison.Ordinal);
}
