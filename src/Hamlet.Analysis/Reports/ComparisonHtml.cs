using Hamlet.Analysis.Comparison;
using Hamlet.Analysis.Statistics;
using static Hamlet.Analysis.Reports.SvgChart;

namespace Hamlet.Analysis.Reports;

/// <summary>A comparison as a page: curves over each other, a colour a group.</summary>
internal static class ComparisonHtml
{
    private const int NamedDifferences = 3;

    /// <summary>Writes it.</summary>
    public static void Write(TextWriter output, RunComparison comparison) => HtmlPage.Write(output, "Comparison of runs", page =>
    {
        page.Write("<h1>Comparison of runs</h1>\n<p class=\"sub\">A colour a group: runs with the same configuration apart from the seed.</p>\n<h2>Groups</h2>\n<ul class=\"legend\">");
        for (int i = 0; i < comparison.Groups.Count; i++)
        {
            page.Write($"<li><i class=\"c{i % Colors}\"></i>{ComparisonText.Name(i)}: {Html(Choices(comparison, i))}<span class=\"soft\">{Html(comparison.Groups[i].Name)}</span></li>");
        }

        page.Write("</ul>\n");
        foreach (string note in comparison.Notes)
        {
            page.Write($"<p>{Html(note)}</p>\n");
        }

        page.Write("<div class=\"charts\">\n");
        foreach (MetricComparison metric in comparison.Metrics)
        {
            HtmlPage.Figure(page, metric.Tag, "", [.. comparison.Groups.SelectMany((group, i) => Lines(group, metric.Tag, i))]);
        }

        page.Write("</div>\n");
        foreach (MetricComparison metric in comparison.Metrics)
        {
            string threshold = metric.Threshold is { } t ? $" <span class=\"soft\">threshold {Diagnoses.Number.Text(t)}</span>" : "";
            page.Write($"<h2>{Html(metric.Tag)}{threshold}</h2>\n");
            Table(page, ComparisonText.Rows(comparison, metric));
        }

        page.Write("<h2>Where the configurations differ</h2>\n");
        if (comparison.Differences.Count == 0)
        {
            page.Write("<p class=\"soft\">Nowhere, or nothing is known of them.</p>\n");
        }
        else
        {
            Table(page, [["key", .. comparison.Groups.Select(static (_, i) => ComparisonText.Name(i))], .. comparison.Differences.Select(static d => (string[])[d.Key, .. d.Values])]);
        }
    });

    // What tells a group from the others says more than where it lies; where that is much, the table below says it.
    private static string Choices(RunComparison comparison, int group) => comparison.Differences.Count is 0 or > NamedDifferences
        ? ""
        : string.Join(", ", comparison.Differences.Select(d => $"{d.Key[(d.Key.LastIndexOf('.') + 1)..]} {d.Values[group]}")) + " · ";

    private static IEnumerable<ChartLine> Lines(RunGroup group, string tag, int color) =>
        group.Runs.Select(r => MetricComparison.Find(r, tag)).OfType<Metric>().Select(m => new ChartLine(group.Name, m.Curve) { Color = color });

    private static void Table(TextWriter page, IReadOnlyList<string[]> rows)
    {
        page.Write("<div class=\"scroll\"><table>");
        for (int i = 0; i < rows.Count; i++)
        {
            string cell = i == 0 ? "th" : "td";
            page.Write($"<tr>{string.Concat(rows[i].Select(c => $"<{cell}>{Html(c)}</{cell}>"))}</tr>\n");
        }

        page.Write("</table></div>\n");
    }
}
