using System.Globalization;
using Hamlet.Analysis.Diagnoses;
using Hamlet.Analysis.Reading;
using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Reports;

/// <summary>The report that a person reads in a terminal: one screen, unless it is asked for every metric.</summary>
/// <param name="output">Where it goes.</param>
/// <param name="signs">The signs.</param>
/// <param name="verbose">Whether every metric is told of, and what is well in full.</param>
internal sealed class TextReport(TextWriter output, Signs signs, bool verbose)
{
    private const int Width = 96;

    private static readonly (Quantity Quantity, string Label)[] s_summary =
    [
        (Quantity.Reward, "return"), (Quantity.EvaluationReward, "return in evaluations"), (Quantity.EpisodeLength, "episode length"),
        (Quantity.SuccessRate, "success rate"),
    ];

    /// <summary>Writes it.</summary>
    public void Write(LogAnalysis analysis)
    {
        output.WriteLine(signs.Rule);
        output.WriteLine("  HAMLET  training analysis");
        output.WriteLine(signs.Rule);
        output.WriteLine($"Log directory:  {analysis.Directory}");
        if (analysis.Runs.Count != 1)
        {
            output.WriteLine($"Runs:           {analysis.Runs.Count}");
        }

        foreach (RunAnalysis run in analysis.Runs)
        {
            if (analysis.Runs.Count > 1)
            {
                output.WriteLine();
                output.WriteLine($"Run:            {run.Name}");
            }

            WriteHead(run);
            WriteSummary(run);
            WriteDiagnostics(run);
            if (verbose)
            {
                WriteMetrics(run);
            }
        }
    }

    private static string Join(params IEnumerable<string> parts) => string.Join(", ", parts.Where(static p => p.Length > 0));

    private void WriteHead(RunAnalysis run)
    {
        RunData data = run.View.Data;
        output.WriteLine($"Total steps:    {Number.Step(Math.Max(0, data.TotalSteps))}");
        long bytes = data.Files.Sum(static f => f.Position);
        string writers = string.Join(", ", data.Files.Select(static f => f.Writer).OfType<string>().Distinct(StringComparer.Ordinal));
        string files = $"{data.Files.Count} {(data.Files.Count == 1 ? "file" : "files")}, {(bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture)} MB";
        output.WriteLine($"Metrics found:  {run.View.Metrics.Count} ({Join(files, writers.Length > 0 ? $"written by {writers}" : "")})");
    }

    private void WriteSummary(RunAnalysis run)
    {
        output.WriteLine();
        output.WriteLine("SUMMARY");
        output.WriteLine($"  {signs[Status.Critical]} {run.Count(Status.Critical)} critical   {signs[Status.Warning]} {run.Count(Status.Warning)} {(run.Count(Status.Warning) == 1 ? "warning" : "warnings")}   {signs[Status.Ok]} {run.Count(Status.Ok)} ok");
        foreach ((Quantity quantity, string label) in s_summary)
        {
            if (run.View.Primary(quantity) is { } metric)
            {
                double best = metric.BestStep == metric.Series.MinStep ? metric.Series.Min : metric.Series.Max;
                output.WriteLine($"  {label}: {Number.Text(metric.Series.First)} {signs.Arrow} {Number.Text(metric.LastTenth)} over the last tenth, best {Number.Text(best)} at step {Number.Step(metric.BestStep)}, {Word(metric.Trend.Trend)}  ({metric.Tag})");
            }
        }
    }

    private void WriteDiagnostics(RunAnalysis run)
    {
        output.WriteLine();
        output.WriteLine("DIAGNOSTICS");
        foreach (Finding finding in run.Findings)
        {
            string tag = finding.Tag is { } name ? $"  ({name})" : "";
            Paragraph($"{signs[finding.Status]} {finding.Name}: ", $"{finding.Message}{tag}");
            if (verbose && finding.Figures.Count > 0)
            {
                Paragraph("     figures: ", string.Join(", ", finding.Figures.Select(static f => $"{f.Name} {Number.Text(f.Value)}")));
            }

            if (finding.Status != Status.Ok)
            {
                List("likely causes:", finding.Causes);
                List("what to try:", finding.Remedies);
            }
        }
    }

    private void List(string title, IReadOnlyList<string> parts)
    {
        if (parts.Count > 0)
        {
            output.WriteLine($"     {title}");
            foreach (string part in parts)
            {
                Paragraph($"       {signs.Bullet} ", part);
            }
        }
    }

    // Breaks at spaces; what follows the first line stands under it.
    private void Paragraph(string head, string text)
    {
        string indent = new(' ', head[0] == ' ' ? head.Length : 5);
        string line = head;
        bool empty = true;
        foreach (string word in text.Split(' '))
        {
            if (!empty && line.Length + word.Length + 1 > Width)
            {
                output.WriteLine(line);
                line = indent;
                empty = true;
            }

            line += empty ? word : $" {word}";
            empty = false;
        }

        output.WriteLine(line);
    }

    private void WriteMetrics(RunAnalysis run)
    {
        output.WriteLine();
        output.WriteLine("METRICS");
        string[] head = ["tag", "count", "first", "last", "min", "max", "mean", "std", "best step", "last 10 %", "slope a step (95 %)", "trend"];
        List<string[]> rows = [head];
        foreach (Metric metric in run.View.Metrics)
        {
            Series s = metric.Series;
            rows.Add(
            [
                s.Tag, Number.Step(s.Count), Number.Text(s.First), Number.Text(s.Last), Number.Text(s.Min), Number.Text(s.Max), Number.Text(s.Mean), Number.Text(s.Std),
                Number.Step(metric.BestStep), Number.Text(metric.LastTenth),
                $"{Number.Text(metric.Trend.Slope)} ({Number.Text(metric.Trend.SlopeLow)} to {Number.Text(metric.Trend.SlopeHigh)})", Word(metric.Trend.Trend),
            ]);
        }

        int[] widths = [.. head.Select((_, i) => rows.Max(row => row[i].Length))];
        foreach (string[] row in rows)
        {
            output.WriteLine("  " + string.Join("  ", row.Select((cell, i) => i is 0 or 11 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd());
        }

        WriteOthers([.. run.View.Data.Table.Tags.Where(static t => t.OtherValues > 0)]);
    }

    // Distributions, texts and pictures: how many there are, and what the last one holds.
    private void WriteOthers(IReadOnlyList<RunTag> tags)
    {
        if (tags.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("OTHER VALUES");
        string[][] rows = [["tag", "kind", "count", "steps", "the last one"], .. tags.Select(static t => (string[])
        [
            t.Name, t.OtherKind, Number.Step(t.OtherValues),
            t.OtherFirstStep == t.OtherLastStep ? Number.Step(t.OtherLastStep) : $"{Number.Step(t.OtherFirstStep)} to {Number.Step(t.OtherLastStep)}", t.OtherLast,
        ])];
        int[] widths = [.. rows[0].Select((_, i) => rows.Max(row => row[i].Length))];
        foreach (string[] row in rows)
        {
            output.WriteLine("  " + string.Join("  ", row.Select((cell, i) => i == 2 ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
        }
    }

    private static string Word(Trend trend) => trend.ToString().ToLowerInvariant();
}
