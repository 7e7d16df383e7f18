using System.Globalization;
using System.Text;
using System.Text.Json;
using Hamlet.Analysis.Reading;
using Hamlet.Analysis.Statistics;
using Hamlet.Live.Metrics;
using Hamlet.Live.Protocol;

namespace Hamlet.Live.Board;

/// <summary>What the board's page is told, as JSON.</summary>
internal static class BoardMessages
{
    private const string ReplayFolder = "replays";
    private const string ConfigurationFile = "config.yaml";

    /// <summary>The list of runs.</summary>
    public static byte[] Runs(string directory, IEnumerable<BoardRun> runs) => JsonText.Object(json =>
    {
        json.WriteString("directory", directory);
        json.WriteStartArray("runs");
        foreach (BoardRun run in runs)
        {
            json.WriteStartObject();
            json.WriteString("name", run.Name);
            json.WriteString("experiment", run.Experiment);
            json.WriteString("state", run.State);
            json.WriteString("reason", run.Reason);
            json.WriteNumber("steps", run.Steps);
            json.Number("seconds", run.Duration?.TotalSeconds ?? double.NaN);
            json.WriteString("started", run.Started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.Number("best_return", run.BestReturn ?? double.NaN);
            json.Number("last_return", run.LastReturn ?? double.NaN);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>What a run has.</summary>
    public static byte[] Run(BoardRun run, BoardLog log) => JsonText.Object(json =>
    {
        json.WriteString("name", run.Name);
        json.WriteStartArray("tags");
        foreach ((string tag, Curve curve) in log.Curves)
        {
            Tag(json, tag, "scalar", curve.Sum(static p => p.Count));
        }

        foreach ((string tag, LoggedValues values) in log.Values)
        {
            Tag(json, tag, values.Kind, values.Count);
        }

        json.WriteEndArray();
        json.WriteStartObject("hyperparameters");
        foreach ((string name, string value) in log.Hyperparameters)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.Texts("replays", Replays(run));
        string configuration = Path.Combine(run.Path, ConfigurationFile);
        json.WriteString("configuration", File.Exists(configuration) ? File.ReadAllText(configuration, Encoding.UTF8) : null);
    });

    /// <summary>Curves of a run, each along every axis that is known.</summary>
    public static byte[] Curves(BoardLog log, EpisodeClock clock, IEnumerable<string> tags) => JsonText.Object(json =>
    {
        foreach (string tag in tags)
        {
            if (log.Curves.TryGetValue(tag, out Curve? curve))
            {
                json.WriteStartObject(tag);
                Points(json, tag, curve, clock);
                json.WriteEndObject();
            }
        }
    });

    /// <summary>The values of a tag that are no numbers; images are asked for one by one.</summary>
    public static byte[] Values(LoggedValues values) => JsonText.Object(json =>
    {
        json.WriteString("kind", values.Kind);
        json.WriteNumber("count", values.Count);
        json.WriteStartArray("values");
        foreach (LoggedValue value in values.Kept)
        {
            json.WriteStartObject();
            json.WriteNumber("step", value.Step);
            json.WriteNumber("time", value.WallTime);
            if (value.Content is string text)
            {
                json.WriteString("text", text);
            }
            else if (value.Content is LoggedHistogram histogram)
            {
                Numbers(json, "edges", histogram.Edges);
                Numbers(json, "counts", histogram.Counts);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>The files of the replays that a run has kept, by episode.</summary>
    public static IEnumerable<string> Replays(BoardRun run)
    {
        string folder = Path.Combine(run.Path, ReplayFolder);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.json*").Select(static file => Path.GetFileName(file))
                .Where(static name => name.EndsWith(".json", StringComparison.Ordinal) || name.EndsWith(".json.gz", StringComparison.Ordinal))
                .Order(Analysis.Reading.NaturalOrder.Instance)
            : [];
    }

    /// <summary>The path of a replay; null where the run has no such file.</summary>
    public static string? Replay(BoardRun run, string file) =>
        Replays(run).Contains(file, StringComparer.Ordinal) ? Path.Combine(run.Path, ReplayFolder, file) : null;

    private static void Tag(Utf8JsonWriter json, string tag, string kind, long count)
    {
        json.WriteStartObject();
        json.WriteString("tag", tag);
        json.WriteString("kind", kind);
        json.WriteNumber("count", count);
        json.WriteEndObject();
    }

    private static void Points(Utf8JsonWriter json, string tag, Curve curve, EpisodeClock clock)
    {
        bool byEpisode = TagAxis.IsEpisode(tag);
        json.WriteString("axis", byEpisode ? "episode" : "step");
        json.WriteNumber("values_each", curve.ValuesEach);
        Numbers(json, "step", curve.Select(p => byEpisode ? clock.StepOf(tag, p.Step) ?? double.NaN : p.Step));
        Numbers(json, "episode", curve.Select(p => byEpisode ? p.Step : clock.EpisodeOf(tag, p.Step) ?? double.NaN));
        json.WriteStartArray("time");
        foreach (CurvePoint point in curve)
        {
            json.WriteNumberValue(Math.Round(point.WallTime, 3));
        }

        json.WriteEndArray();
        Numbers(json, "value", curve.Select(static p => p.Mean));
        Numbers(json, "least", curve.Select(static p => p.Min));
        Numbers(json, "greatest", curve.Select(static p => p.Max));
    }

    private static void Numbers(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            json.Number(value);
        }

        json.WriteEndArray();
    }
}
