using Hamlet.Analysis.Diagnoses;
using Hamlet.Analysis.Statistics;
using static Hamlet.Analysis.Reports.SvgChart;

namespace Hamlet.Analysis.Reports;

/// <summary>The report as one page that needs nothing else: what is wrong first, then the curves.</summary>
internal static class HtmlReport
{
    /// <summary>The most curves of a run that are no known quantity: beyond that a page is too heavy to open. Their figures are in the table all the same.</summary>
    private const int OtherCurves = 200;

    /// <summary>Writes it.</summary>
    public static void Write(TextWriter output, LogAnalysis analysis) => HtmlPage.Write(output, $"Training analysis: {analysis.Directory}", page =>
    {
        page.Write($"<h1>Training analysis</h1>\n<p class=\"sub\">{Html(analysis.Directory)}</p>\n<p>{Html(analysis.Verdict)}</p>\n");
        foreach (RunAnalysis run in analysis.Runs)
        {
            if (analysis.Runs.Count > 1)
            {
                page.Write($"<h2>Run {Html(run.Name)}</h2>\n");
            }

            WriteCards(page, run);
            WriteFindings(page, run);
            WriteCurves(page, run);
            WriteTable(page, run);
        }
    });

    private static void WriteCards(TextWriter page, RunAnalysis run)
    {
        page.Write("<div class=\"cards\">\n");
        HtmlPage.Card(page, "critical", $"{run.Count(Status.Critical)}", "critical");
        HtmlPage.Card(page, "warning", $"{run.Count(Status.Warning)}", run.Count(Status.Warning) == 1 ? "warning" : "warnings");
        HtmlPage.Card(page, "ok", $"{run.Count(Status.Ok)}", "ok");
        HtmlPage.Card(page, "", Number.Step(Math.Max(0, run.View.Data.TotalSteps)), "total steps");
        HtmlPage.Card(page, "", $"{run.View.Metrics.Count}", "metrics");
        if ((run.View.Primary(Rules.Quantity.Reward) ?? run.View.Primary(Rules.Quantity.EvaluationReward)) is { } reward)
        {
            HtmlPage.Card(page, "", Number.Text(reward.LastTenth), "return over the last tenth");
            HtmlPage.Card(page, "", Number.Text(reward.Series.Max), $"best return, step {Number.Step(reward.BestStep)}");
        }

        page.Write("</div>\n");
    }

    private static void WriteFindings(TextWriter page, RunAnalysis run)
    {
        page.Write("<h2>Diagnostics</h2>\n");
        foreach (Finding finding in run.Findings.Where(static f => f.Status != Status.Ok))
        {
            WriteFinding(page, finding);
        }

        page.Write("<div class=\"well\">\n");
        foreach (Finding finding in run.Findings.Where(static f => f.Status == Status.Ok))
        {
            WriteFinding(page, finding);
        }

        page.Write("</div>\n");
    }

    private static void WriteFinding(TextWriter page, Finding finding)
    {
        string kind = Signs.Name(finding.Status);
        string tag = finding.Tag is { } name ? $" <code>{Html(name)}</code>" : "";
        page.Write($"<div class=\"finding {kind.ToLowerInvariant()}\"><h3><span class=\"badge\">{kind}</span>{Html(finding.Name)}{tag}</h3><p>{Html(finding.Message)}</p>");
        if (finding.Status != Status.Ok && finding.Causes.Count > 0)
        {
            page.Write("<div class=\"lists\">");
            WriteList(page, "Likely causes", finding.Causes);
            WriteList(page, "What to try", finding.Remedies);
            page.Write("</div>");
        }

        page.Write("</div>\n");
    }

    private static void WriteList(TextWriter page, string title, IReadOnlyList<string> parts) =>
        page.Write($"<div><h4>{title}</h4><ul>{string.Concat(parts.Select(static p => $"<li>{Html(p)}</li>"))}</ul></div>");

    private static void WriteCurves(TextWriter page, RunAnalysis run)
    {
        Metric[] known = [.. run.View.Metrics.Where(static m => m.Match is not null).OrderBy(static m => m.Match!.Quantity).ThenBy(static m => m.Match!.Rank)];
        Metric[] others = [.. run.View.Metrics.Where(static m => m.Match is null)];
        if (known.Length > 0)
        {
            page.Write("<h2>Curves</h2>\n");
            WriteFigures(page, known);
        }

        if (others.Length > 0)
        {
            string limit = others.Length > OtherCurves ? $", the first {OtherCurves} drawn" : "";
            page.Write($"<details{(known.Length == 0 ? " open" : "")}><summary>{others.Length} other metrics{limit}</summary>\n");
            WriteFigures(page, others.Take(OtherCurves));
            page.Write("</details>\n");
        }
    }

    private static void WriteFigures(TextWriter page, IEnumerable<Metric> metrics)
    {
        page.Write("<div class=\"charts\">\n");
        foreach (Metric metric in metrics)
        {
            HtmlPage.Figure(page, metric.Tag, $"{metric.Trend.Trend.ToString().ToLowerInvariant()}, {Number.Text(metric.LastTenth)}", [new ChartLine(metric.Tag, metric.Curve)]);
        }

        page.Write("</div>\n");
    }

    private static void WriteTable(TextWriter page, RunAnalysis run)
    {
        page.Write("<details><summary>All figures</summary>\n<div class=\"scroll\"><table><tr><th>tag</th><th>count</th><th>first</th><th>last</th><th>min</th><th>max</th><th>mean</th><th>std</th><th>best step</th><th>last 10 %</th><th>slope a step</th><th>trend</th></tr>\n");
        foreach (Metric metric in run.View.Metrics)
        {
            Series s = metric.Series;
            string[] cells =
            [
                Html(s.Tag), Number.Step(s.Count), Number.Text(s.First), Number.Text(s.Last), Number.Text(s.Min), Number.Text(s.Max), Number.Text(s.Mean), Number.Text(s.Std),
                Number.Step(metric.BestStep), Number.Text(metric.LastTenth), Number.Text(metric.Trend.Slope), metric.Trend.Trend.ToString().ToLowerInvariant(),
            ];
            page.Write($"<tr>{string.Concat(cells.Select(static c => $"<td>{c}</td>"))}</tr>\n");
        }

        page.Write("</table></div></details>\n");
    }
}
