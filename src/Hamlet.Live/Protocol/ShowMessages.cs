using System.Text.Json;
using Hamlet.Environments;
using Hamlet.Live.Metrics;
using Hamlet.Live.Watching;

namespace Hamlet.Live.Protocol;

/// <summary>Writes what visitors are told. The names are those of the original Hamlet, where it has the message.</summary>
internal static class ShowMessages
{
    /// <summary>What there is to be seen; the first message, and again when the world begins.</summary>
    /// <param name="show">What is shown.</param>
    /// <param name="title">The same in words.</param>
    /// <param name="glance">How it stands; null before the first look.</param>
    public static byte[] Connected(IShow show, ShowTitle title, Glance? glance) => JsonText.Message("connected", json =>
    {
        json.WriteString("mode", show.Mode);
        json.WriteString("experiment", title.Experiment);
        json.WriteString("run", title.Run);
        Checkpoint(json, title.Checkpoint);
        Goal(json, show);
        json.Number("epsilon", glance?.Exploration ?? double.NaN);
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

    /// <summary>The newest value of each curve that has a new one: a message for each agent, and one for the run as a whole; none if none has.</summary>
    public static IReadOnlyList<byte[]> NewValues(LiveCurves curves)
    {
        lock (curves.Lock)
        {
            LiveCurve[] changed = [.. curves.All.Where(static c => c.IsNew)];
            foreach (LiveCurve curve in changed)
            {
                curve.IsNew = false;
            }

            return [.. changed.GroupBy(static c => c.Place.Agent).Select(static of => NewValues(of.Key, [.. of]))];
        }
    }

    private static byte[] NewValues(string? agent, LiveCurve[] curves) => JsonText.Message("metrics", json =>
    {
        CurvePlace newest = curves.MaxBy(static c => c.Place.Time)!.Place;
        if (agent is not null)
        {
            json.WriteString("agent_id", agent);
        }

        if (newest.Episode >= 0)
        {
            json.WriteNumber("episode", newest.Episode);
        }

        json.WriteString("timestamp", DateTime.UnixEpoch.AddSeconds(newest.Time));
        json.WriteStartObject("metrics");
        foreach (LiveCurve curve in curves)
        {
            json.WriteStartArray(curve.Tag);
            json.WriteNumberValue(curve.Place.X);
            json.Number(curve.Value);
            json.WriteStringValue(curve.ByEpisode ? "episode" : "step");
            json.WriteEndArray();
        }

        json.WriteEndObject();
    });

    /// <summary>How the training stands.</summary>
    public static byte[] Status(IShow show, Glance? glance, double stepsPerSecond, int visitors) => JsonText.Message("training_status", json =>
    {
        json.WriteString("status", show.Status);
        json.WriteBoolean("is_training", show is { Mode: "training", Status: "training" or "paused" });
        Progress(json, glance);
        Goal(json, show);
        if (show.Speed is { } speed)
        {
            json.Number("speed", speed);
        }

        json.Number("steps_per_second", Math.Round(stepsPerSecond, 1));
        json.WriteNumber("visitors", visitors);
    });

    /// <summary>Nothing more will happen.</summary>
    public static byte[] End(IShow show, Glance? glance) => show.Status != "complete"
        ? JsonText.Message("closed", static _ => { })
        : JsonText.Message("training_complete", json =>
        {
            Progress(json, glance);
            json.Number("final_avg_reward", glance?.MeanReturn ?? double.NaN);
            json.Number("final_avg_length", glance?.MeanLength ?? double.NaN);
        });

    /// <summary>An episode of the row shown has ended.</summary>
    /// <param name="stage">Where.</param>
    /// <param name="episode">The episode.</param>
    /// <param name="curriculum">The stage of the agent's curriculum; null where there is none.</param>
    public static byte[] EpisodeEnd(Stage stage, in EndedEpisode episode, double? curriculum)
    {
        EndedEpisode ended = episode;
        return JsonText.Message("episode_end", json =>
        {
            json.WriteString("agent_id", stage.Actors[ended.Agent].Id);
            json.WriteNumber("episode", ended.Number);
            json.WriteNumber("steps", ended.Steps);
            json.Number("total_reward", ended.Return);
            json.WriteString("reason", ended.Reason < 0 ? "reset" : stage.Layout.Environment.EndReasons[ended.Reason]);
            Age(json, stage.Layout.Environment, ended.Steps);
            if (curriculum is { } level)
            {
                json.Number("stage", level);
            }

            Finals(json, stage.Layout, ended);
        });
    }

    /// <summary>An episode of the row shown begins.</summary>
    /// <param name="agent">The agent's name.</param>
    /// <param name="before">The episode before.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="curriculum">The stage of the agent's curriculum; null where there is none.</param>
    public static byte[] EpisodeStart(string agent, in EndedEpisode before, ShowTitle title, double? curriculum)
    {
        EndedEpisode last = before;
        return JsonText.Message("episode_start", json =>
        {
            json.WriteString("agent_id", agent);
            json.WriteNumber("episode", last.Number + 1);
            json.Number("epsilon", last.Exploration);
            if (curriculum is { } level)
            {
                json.Number("curriculum_stage", level);
            }

            Checkpoint(json, title.Checkpoint);
        });
    }

    /// <summary>How old an agent is, and which share of its longest life that is.</summary>
    public static void Age(Utf8JsonWriter json, EnvironmentSpec environment, int steps)
    {
        json.WriteNumber("agent_age", steps);
        if (environment.MaxSteps is { } most)
        {
            json.Number("lifetime_progress", (double)steps / most);
        }
    }

    /// <summary>Something that a visitor asked for cannot be.</summary>
    public static byte[] Error(string message) => JsonText.Message("error", json => json.WriteString("message", message));

    private static void Checkpoint(Utf8JsonWriter json, ShownCheckpoint? checkpoint)
    {
        if (checkpoint is not null)
        {
            json.WriteString("checkpoint", checkpoint.Name);
        }

        if (checkpoint?.Step is { } step)
        {
            json.WriteNumber("checkpoint_step", step);
        }
    }

    private static void Goal(Utf8JsonWriter json, IShow show)
    {
        if (show.TotalSteps is { } steps)
        {
            json.WriteNumber("total_steps", steps);
        }

        if (show.TotalEpisodes is { } episodes)
        {
            json.WriteNumber("total_episodes", episodes);
        }
    }

    private static void Progress(Utf8JsonWriter json, Glance? glance)
    {
        json.WriteNumber("current_step", glance?.Step ?? 0);
        json.WriteNumber("current_episode", glance?.Episodes ?? 0);
    }

    private static void Finals(Utf8JsonWriter json, StageLayout layout, EndedEpisode ended)
    {
        if (ended.Meters.Length > 0)
        {
            json.WriteStartObject("final_meters");
            for (int i = 0; i < ended.Meters.Length; i++)
            {
                json.Number(layout.Meters!.MeterNames[i], ended.Meters[i]);
            }

            json.WriteEndObject();
        }

        if (ended.Uses.Length > 0)
        {
            json.WriteStartArray("affordance_stats");
            for (int i = 0; i < ended.Uses.Length; i++)
            {
                json.WriteStartObject();
                json.WriteString("name", layout.Activity!.AffordanceNames[i]);
                json.WriteNumber("count", ended.Uses[i]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    private static void Describe(Utf8JsonWriter json, Stage stage)
    {
        EnvironmentSpec spec = stage.Layout.Environment;
        json.WriteString("environment", spec.Name);
        json.Texts("agents", stage.Actors.Select(static a => a.Id));
        json.Texts("actions", (spec.Actions as DiscreteActions)?.Names ?? []);
        json.WriteStartArray("branches");
        foreach (int count in spec.Actions.Branches)
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
            json.WriteStartObject("substrate");
            json.WriteString("type", "grid2d");
            json.WriteNumber("position_dim", 2);
            json.WriteString("topology", "square");
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
}
