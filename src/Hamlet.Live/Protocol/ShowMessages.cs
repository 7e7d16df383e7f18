using System.Text.Json;
using Hamlet.Environments;
using Hamlet.Live.Metrics;
using Hamlet.Live.Watching;

namespace Hamlet.Live.Protocol;

/// <summary>Writes what visitors are told. The names are those of the original Hamlet, where it has the message.</summary>
internal static class ShowMessages
{
    /// <summary>What there is to be seen; the first message, and again when the world begins.</summary>
    public static byte[] Connected(IShow show, ShowTitle title) => JsonText.Message("connected", json =>
    {
        json.WriteString("mode", show.Mode);
        json.WriteString("experiment", title.Experiment);
        json.WriteString("run", title.Run);
        json.Texts("commands", show.Commands);
        json.WriteString("status", show.Status);
        if (show.Stage is { } stage)
        {
            Describe(json, stage);
        }
    });

    /// <summary>The curves so far.</summary>
    public static byte[] History(LiveCurves curves) => JsonText.Message("history", json =>
    {
        lock (curves.Lock)
        {
            json.WriteStartArray("series");
            foreach (LiveCurve curve in curves.All)
            {
                json.WriteStartObject();
                json.WriteString("tag", curve.Tag);
                json.WriteString("axis", curve.ByEpisode ? "episode" : "step");
                json.WriteStartArray("points");
                foreach (Analysis.Statistics.CurvePoint point in curve.Points)
                {
                    json.WriteStartArray();
                    json.Number(Math.Round(point.Step));
                    json.Number(point.Mean);
                    json.WriteEndArray();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    });

    /// <summary>The newest value of each curve that has a new one; null if none has.</summary>
    public static byte[]? NewValues(LiveCurves curves)
    {
        lock (curves.Lock)
        {
            if (!curves.All.Any(static c => c.IsNew))
            {
                return null;
            }

            return JsonText.Message("metrics", json =>
            {
                json.WriteStartObject("metrics");
                foreach (LiveCurve curve in curves.All.Where(static c => c.IsNew))
                {
                    json.WriteStartArray(curve.Tag);
                    json.WriteNumberValue(curve.X);
                    json.Number(curve.Value);
                    json.WriteStringValue(curve.ByEpisode ? "episode" : "step");
                    json.WriteEndArray();
                    curve.IsNew = false;
                }

                json.WriteEndObject();
            });
        }
    }

    /// <summary>How the training stands.</summary>
    public static byte[] Status(IShow show, double stepsPerSecond, int visitors) => JsonText.Message("training_status", json =>
    {
        json.WriteString("status", show.Status);
        json.WriteBoolean("is_training", show is { Mode: "training", Status: "training" or "paused" });
        if (show.TotalSteps is { } steps)
        {
            json.WriteNumber("total_steps", steps);
        }

        if (show.TotalEpisodes is { } episodes)
        {
            json.WriteNumber("total_episodes", episodes);
        }

        if (show.Speed is { } speed)
        {
            json.Number("speed", speed);
        }

        json.Number("steps_per_second", Math.Round(stepsPerSecond, 1));
        json.WriteNumber("visitors", visitors);
    });

    /// <summary>An episode of the row shown has ended.</summary>
    public static byte[] EpisodeEnd(Stage stage, in EndedEpisode episode)
    {
        EndedEpisode ended = episode;
        return JsonText.Message("episode_end", json =>
        {
            json.WriteString("agent_id", stage.Actors[ended.Agent].Id);
            json.WriteNumber("episode", ended.Number);
            json.WriteNumber("steps", ended.Steps);
            json.Number("total_reward", ended.Return);
            json.WriteString("reason", ended.Reason < 0 ? "reset" : stage.Layout.Environment.EndReasons[ended.Reason]);
        });
    }

    /// <summary>An episode of the row shown begins.</summary>
    public static byte[] EpisodeStart(string agent, long episode) => JsonText.Message("episode_start", json =>
    {
        json.WriteString("agent_id", agent);
        json.WriteNumber("episode", episode);
    });

    /// <summary>Something that a visitor asked for cannot be.</summary>
    public static byte[] Error(string message) => JsonText.Message("error", json => json.WriteString("message", message));

    private static void Describe(Utf8JsonWriter json, Stage stage)
    {
        EnvironmentSpec spec = stage.Layout.Environment;
        json.WriteString("environment", spec.Name);
        json.Texts("agents", stage.Actors.Select(static a => a.Id));
        json.Texts("actions", (spec.Actions as DiscreteActions)?.Names ?? []);
        json.WriteStartArray("branches");
        foreach (int count in Branches(spec.Actions))
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
        json.Texts("meters", stage.Layout.Meters?.MeterNames ?? []);
        json.Texts("end_reasons", spec.EndReasons);
        json.Texts("success_reasons", spec.SuccessReasons);
        if (spec.MaxSteps is { } steps)
        {
            json.WriteNumber("max_steps", steps);
        }

        if (stage.Layout.Scene is { } scene)
        {
            json.WriteStartObject("grid");
            json.WriteNumber("width", scene.GridWidth);
            json.WriteNumber("height", scene.GridHeight);
            json.WriteEndObject();
            json.Texts("affordances", scene.AffordanceNames);
        }

        json.WriteStartArray("fields");
        foreach (ObservationField field in spec.Fields)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WriteNumber("offset", field.Offset);
            json.WriteNumber("size", field.Size);
            json.Number("low", field.Low);
            json.Number("high", field.High);
            json.Texts("names", field.Names);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // The choices of each branch; none where actions are continuous.
    private static IReadOnlyList<int> Branches(ActionSpace actions) => actions switch
    {
        DiscreteActions one => [one.Count],
        MultiDiscreteActions several => several.Counts,
        _ => [],
    };
}
