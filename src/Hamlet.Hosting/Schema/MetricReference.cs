using System.Text;
using Hamlet.Metrics;
using Hamlet.Plugins;

namespace Hamlet.Hosting.Schema;

/// <summary>Every metric as tables of Markdown, from the records that a program was built with.</summary>
internal static class MetricReference
{
    /// <summary>A heading for each record, in the order of their names.</summary>
    public static string Write(PluginCatalog catalog)
    {
        var text = new StringBuilder();
        foreach (MetricSchema record in catalog.Records.OrderBy(static r => r.Name, StringComparer.Ordinal).ThenBy(static r => r.Description, StringComparer.Ordinal))
        {
            string axis = record.Axis == MetricAxis.Episode ? "over episodes" : "over steps";
            text.Append($"### `{record.Name}`, {axis}{(record.Clocked ? ", by the clock" : "")}\n\n{record.Description}\n\n");
            text.Append("| column | tag | kind | unit | meaning |\n|---|---|---|---|---|\n");
            foreach (MetricField field in record.Fields)
            {
                string tag = field.Tag.Length == 0 ? "" : field.Kind == MetricKind.ScalarMap ? $"`{field.Tag}/...`" : $"`{field.Tag}`";
                string[] cells = [$"`{field.Column}`", tag, Kind(field), field.Unit ?? "", field.Description];
                text.Append($"| {string.Join(" | ", cells.Select(static c => c.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string Kind(MetricField field)
    {
        string kind = field.Kind switch
        {
            MetricKind.Scalar => field.Type switch
            {
                MetricType.Integer => "whole number",
                MetricType.Boolean => "true or false",
                _ => "number",
            },
            MetricKind.ScalarMap => "numbers by name",
            MetricKind.Histogram => "distribution",
            MetricKind.Image => "picture",
            _ => "text",
        };
        return field is { Optional: true, Kind: MetricKind.Scalar } ? kind + ", may be absent" : kind;
    }
}
