using Hamlet.Analysis.Comparison;
using Hamlet.Analysis.Diagnoses;

namespace Hamlet.Analysis.Reports;

/// <summary>A comparison as text.</summary>
internal static class ComparisonText
{
    /// <summary>Writes it.</summary>
    public static void Write(TextWriter output, RunComparison comparison)
    {
        output.WriteLine("GROUPS (runs with the same configuration apart from the seed)");
        for (int i = 0; i < comparison.Groups.Count; i++)
        {
            output.WriteLine($"  {Name(i)}  {comparison.Groups[i].Name}  ({comparison.Groups[i].Runs.Count} {(comparison.Groups[i].Runs.Count == 1 ? "run" : "runs")})");
        }

        foreach (string note in comparison.Notes)
        {
            output.WriteLine($"  Note: {note}");
        }

        foreach (MetricComparison metric in comparison.Metrics)
        {
            output.WriteLine();
            output.WriteLine($"{metric.Tag}{(metric.Threshold is { } t ? $"   (threshold {Number.Text(t)})" : "")}");
            Table(output, Rows(comparison, metric));
        }

        output.WriteLine();
        output.WriteLine("CONFIGURATION");
        Table(output, comparison.Differences.Count == 0
            ? [["(no difference, or nothing is known of it)"]]
            : [["key", .. comparison.Groups.Select((_, i) => Name(i))], .. comparison.Differences.Select(static d => (string[])[d.Key, .. d.Values])]);
    }

    /// <summary>A group's letter.</summary>
    public static string Name(int group) => $"{(char)('A' + (group % 26))}{(group < 26 ? "" : $"{group / 26}")}";

    /// <summary>The rows of a metric's table, its head first.</summary>
    public static IReadOnlyList<string[]> Rows(RunComparison comparison, MetricComparison metric)
    {
        List<string[]> rows = [["group", "runs", "last tenth", "95 %", "mean over steps", "95 %", "step at threshold", "less A, last tenth", "95 %"]];
        for (int i = 0; i < comparison.Groups.Count; i++)
        {
            int runs = metric.Values(i, static s => s.Last).Count;
            IReadOnlyList<double> last = comparison.Draws(metric, i, static s => s.Last);
            IReadOnlyList<double> area = comparison.Draws(metric, i, static s => s.Area);
            IReadOnlyList<double> reached = metric.Values(i, static s => s.Reached);
            IReadOnlyList<double> first = comparison.Draws(metric, 0, static s => s.Last);
            bool differs = i > 0 && last.Count > 0 && first.Count > 0;
            rows.Add(
            [
                Name(i), $"{runs}", Mean(last), Interval(Bootstrap.Mean(last)), Mean(area), Interval(Bootstrap.Mean(area)),
                reached.Count == 0 ? "never" : $"{Number.Step(reached.Average())}{(reached.Count < runs ? $" ({reached.Count} of {runs})" : "")}",
                differs ? Number.Text(last.Average() - first.Average()) : "", differs ? Interval(Bootstrap.Difference(first, last)) : "",
            ]);
        }

        return rows;
    }

    private static string Mean(IReadOnlyList<double> values) => values.Count == 0 ? "-" : Number.Text(values.Average());

    private static string Interval((double Low, double High) interval) =>
        double.IsNaN(interval.Low) ? "-" : $"{Number.Text(interval.Low)} to {Number.Text(interval.High)}";

    private static void Table(TextWriter output, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. rows[0].Select((_, i) => rows.Max(row => row[i].Length))];
        foreach (string[] row in rows)
        {
            output.WriteLine("  " + string.Join("  ", row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd());
        }
    }
}
