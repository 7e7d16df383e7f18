using System.Text.Json;
using Hamlet.Analysis.Reading;
using Hamlet.Analysis.Statistics;
using Hamlet.Live.Metrics;
using Hamlet.Live.Protocol;

namespace Hamlet.Live.Board;

/// <summary>What the page of the board asks for, by path.</summary>
/// <param name="runs">The runs.</param>
internal sealed class BoardApi(BoardRuns runs)
{
    private const string Json = "application/json";

    /// <summary>Answers; null where there is nothing of that name.</summary>
    /// <param name="path">The path of the address.</param>
    /// <param name="query">Gives a value of the address's query.</param>
    /// <exception cref="IOException">A file could not be read.</exception>
    public BoardAnswer? Answer(string path, Func<string, string?> query) => path switch
    {
        "/api/runs" => new BoardAnswer(Json, Runs()),
        "/api/curves" => query("tag") is { } tag ? new BoardAnswer(Json, Curves(tag)) : null,
        "/api/csv" => runs.Find(query("run")) is { } run
            ? new BoardAnswer("text/csv; charset=utf-8", ScalarCsv.Of(run, query("tag")), FileName(run, query("tag")))
            : null,
        "/api/replays" => runs.Find(query("run")) is { } run
            ? new BoardAnswer(Json, JsonText.Object(json => json.Texts("replays", BoardReplays.Of(run))))
            : null,
        "/api/replay" => runs.Find(query("run")) is { } run && BoardReplays.Read(run, query("file")) is { } replay
            ? new BoardAnswer(Json, replay)
            : null,
        _ => null,
    };

    private byte[] Runs() => runs.With(all => JsonText.Object(json =>
    {
        json.WriteString("directory", runs.Directory);
        json.WriteStartArray("runs");
        foreach (RunData run in all)
        {
            json.WriteStartObject();
            json.WriteString("name", run.Folder.Name);
            json.WriteString("state", run.Session switch { RunSession.Ended => "ended", RunSession.Running => "running", _ => "" });
            json.WriteNumber("steps", Math.Max(0, run.TotalSteps));
            json.Number("last_time", run.LastTime);
            json.WriteNumber("replays", BoardReplays.Of(run.Folder).Count);
            json.Texts("tags", run.Series.Select(static s => s.Tag));
            json.WriteStartObject("hyperparameters");
            foreach ((string key, string value) in run.Hyperparameters)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }));

    // Of each run: [x, seconds since its first value, mean].
    private byte[] Curves(string tag) => runs.With(all => JsonText.Object(json =>
    {
        json.WriteString("tag", tag);
        json.WriteString("axis", LoggedCurves.IsByEpisode(tag) ? "episode" : "step");
        json.WriteStartArray("runs");
        foreach (RunData run in all)
        {
            if (run.Series.FirstOrDefault(s => s.Tag == tag) is not { } series)
            {
                continue;
            }

            double begin = run.Series.Min(static s => s.FirstTime);
            json.WriteStartObject();
            json.WriteString("run", run.Folder.Name);
            json.WriteStartArray("points");
            foreach (CurvePoint point in series.Curve)
            {
                json.WriteStartArray();
                json.Number(Math.Round(point.Step));
                json.Number(Math.Round(point.WallTime - begin, 2));
                json.Number(point.Mean);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }));

    private static string FileName(RunFolder run, string? tag) =>
        new string([.. $"{run.Name}{(tag is null ? "" : "_" + tag)}".Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '_')]) + ".csv";
}
