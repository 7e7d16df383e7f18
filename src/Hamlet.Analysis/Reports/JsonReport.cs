using System.Text.Encodings.Web;
using System.Text.Json;
using Hamlet.Analysis.Diagnoses;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Reports;

/// <summary>
/// The report for programs. Where there are several runs, a metric's key begins with its run's name, and <c>runs</c> tells them apart. Numbers
/// that JSON does not have are the texts <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>, which Python's <c>float</c> reads.
/// </summary>
internal static class JsonReport
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it.</summary>
    public static void Write(Stream output, LogAnalysis analysis)
    {
        using var json = new Utf8JsonWriter(output, s_options);
        json.WriteStartObject();
        json.WriteString("log_dir", analysis.Directory);
        json.WriteNumber("total_steps", Math.Max(0, analysis.TotalSteps));
        WriteSummary(json, analysis);
        json.WriteStartArray("diagnostics");
        foreach (RunAnalysis run in analysis.Runs)
        {
            foreach (Finding finding in run.Findings)
            {
                WriteFinding(json, run, finding);
            }
        }

        json.WriteEndArray();
        json.WriteStartObject("metric_stats");
        foreach (RunAnalysis run in analysis.Runs)
        {
            foreach (Metric metric in run.View.Metrics)
            {
                json.WritePropertyName(analysis.Runs.Count > 1 ? $"{run.Name}/{metric.Tag}" : metric.Tag);
                WriteMetric(json, metric);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes a number, or a text for one that JSON does not have.</summary>
    public static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteString(name, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
    }

    private static void WriteSummary(Utf8JsonWriter json, LogAnalysis analysis)
    {
        json.WriteStartObject("summary");
        json.WriteString("status", Signs.Name(analysis.Worst));
        json.WriteString("verdict", analysis.Verdict);
        json.WriteNumber("critical", analysis.Count(Status.Critical));
        json.WriteNumber("warning", analysis.Count(Status.Warning));
        json.WriteNumber("ok", analysis.Count(Status.Ok));
        json.WriteNumber("metrics", analysis.Runs.Sum(static r => r.View.Metrics.Count));
        json.WriteStartArray("runs");
        foreach (RunAnalysis run in analysis.Runs)
        {
            json.WriteStartObject();
            json.WriteString("name", run.Name);
            json.WriteNumber("total_steps", Math.Max(0, run.View.Data.TotalSteps));
            json.WriteNumber("critical", run.Count(Status.Critical));
            json.WriteNumber("warning", run.Count(Status.Warning));
            json.WriteNumber("ok", run.Count(Status.Ok));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter json, RunAnalysis run, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("name", finding.Name);
        json.WriteString("status", Signs.Name(finding.Status));
        json.WriteString("message", finding.Message);
        json.WriteStartObject("details");
        json.WriteString("run", run.Name);
        json.WriteString("tag", finding.Tag);
        json.WriteStartObject("figures");
        foreach ((string name, double value) in finding.Figures)
        {
            Number(json, name, value);
        }

        json.WriteEndObject();
        WriteTexts(json, "likely_causes", finding.Causes);
        WriteTexts(json, "what_to_try", finding.Remedies);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteMetric(Utf8JsonWriter json, Metric metric)
    {
        Series s = metric.Series;
        json.WriteStartObject();
        json.WriteNumber("count", s.Count);
        Number(json, "first_value", s.First);
        Number(json, "last_value", s.Last);
        json.WriteString("trend", metric.Trend.Trend.ToString().ToLowerInvariant());
        Number(json, "min", s.Min);
        Number(json, "max", s.Max);
        Number(json, "mean", s.Mean);
        Number(json, "std", s.Std);
        json.WriteNumber("first_step", s.FirstStep);
        json.WriteNumber("last_step", s.LastStep);
        json.WriteNumber("best_step", metric.BestStep);
        Number(json, "last_tenth_mean", metric.LastTenth);
        Number(json, "slope", metric.Trend.Slope);
        Number(json, "slope_low", metric.Trend.SlopeLow);
        Number(json, "slope_high", metric.Trend.SlopeHigh);
        json.WriteNumber("nan", s.NaNs);
        json.WriteNumber("infinite", s.Infinities);
        json.WriteString("quantity", metric.Match is { } match ? Rules.AnalysisRules.Name(match.Quantity) : null);
        json.WriteEndObject();
    }
}
