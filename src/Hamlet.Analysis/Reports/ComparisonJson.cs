using System.Text.Json;
using Hamlet.Analysis.Comparison;
using Hamlet.Analysis.Diagnoses;

namespace Hamlet.Analysis.Reports;

/// <summary>A comparison for programs.</summary>
internal static class ComparisonJson
{
    /// <summary>Writes it.</summary>
    public static void Write(Stream output, RunComparison comparison)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteStartArray("groups");
        for (int i = 0; i < comparison.Groups.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("name", ComparisonText.Name(i));
            json.WriteStartArray("runs");
            foreach (RunView run in comparison.Groups[i].Runs)
            {
                json.WriteStringValue(run.Data.Folder.Path);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (string note in comparison.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
        json.WriteStartObject("metrics");
        foreach (MetricComparison metric in comparison.Metrics)
        {
            WriteMetric(json, comparison, metric);
        }

        json.WriteEndObject();
        json.WriteStartObject("config_differences");
        foreach ((string key, string[] values) in comparison.Differences)
        {
            json.WriteStartObject(key);
            for (int i = 0; i < values.Length; i++)
            {
                json.WriteString(ComparisonText.Name(i), values[i]);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteMetric(Utf8JsonWriter json, RunComparison comparison, MetricComparison metric)
    {
        json.WriteStartObject(metric.Tag);
        JsonReport.Number(json, "threshold", metric.Threshold ?? double.NaN);
        for (int i = 0; i < comparison.Groups.Count; i++)
        {
            int runs = metric.Values(i, static s => s.Last).Count;
            IReadOnlyList<double> last = comparison.Draws(metric, i, static s => s.Last);
            json.WriteStartObject(ComparisonText.Name(i));
            WriteMean(json, "last_tenth_mean", runs, last, Bootstrap.Mean(last));
            IReadOnlyList<double> area = comparison.Draws(metric, i, static s => s.Area);
            WriteMean(json, "area_under_curve", runs, area, Bootstrap.Mean(area));
            IReadOnlyList<double> reached = metric.Values(i, static s => s.Reached);
            WriteMean(json, "steps_to_threshold", reached.Count, reached, (double.NaN, double.NaN));
            IReadOnlyList<double> first = comparison.Draws(metric, 0, static s => s.Last);
            if (i > 0 && last.Count > 0 && first.Count > 0)
            {
                WriteMean(json, "difference_to_a", 1, [last.Average() - first.Average()], Bootstrap.Difference(first, last));
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteMean(Utf8JsonWriter json, string name, int runs, IReadOnlyList<double> values, (double Low, double High) interval)
    {
        json.WriteStartObject(name);
        json.WriteNumber("runs", runs);
        JsonReport.Number(json, "mean", values.Count == 0 ? double.NaN : values.Average());
        JsonReport.Number(json, "low", interval.Low);
        JsonReport.Number(json, "high", interval.High);
        json.WriteEndObject();
    }
}
