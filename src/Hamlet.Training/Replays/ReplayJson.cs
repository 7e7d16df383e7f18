using System.Globalization;
using System.Text.Json;
using Hamlet.Environments;

namespace Hamlet.Training.Replays;

/// <summary>
/// Writes an episode as the original Hamlet did: an object with <c>episode</c>, <c>agent_id</c>, <c>timestamp</c> and
/// <c>trajectory</c>, a list of <c>{state, action, reward, done}</c>. Beside them stand how it ended, the parts of a state and the actions
/// by name, the state after the last step and, where the environment has them, each meter over the steps and where everything stood: the
/// grid, its things, and the agent's cell before each step. An action is a number, or a list of them. Numbers that JSON does not have are
/// the texts <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>.
/// </summary>
internal static class ReplayJson
{
    private const string MetersField = "meters";

    public static void Write(Stream stream, ReplayEpisode episode, EnvironmentSpec spec)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteNumber("episode", episode.Number);
        json.WriteString("agent_id", episode.Agent);
        json.WriteString("timestamp", episode.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteString("environment", spec.Name);
        json.WriteBoolean("truncated", episode.Truncated);
        json.WriteString("end_reason", episode.EndReason);
        json.WritePropertyName("total_reward");
        WriteNumber(json, episode.Return);
        json.WriteNumber("length", episode.Length);
        WriteFields(json, spec);
        WriteActions(json, spec.Actions);
        WriteMeters(json, episode, spec);
        WriteScene(json, episode.Scene);
        json.WritePropertyName("final_state");
        WriteList(json, episode.FinalState);
        json.WriteStartArray("trajectory");
        for (int i = 0; i < episode.Length; i++)
        {
            WriteStep(json, episode, spec, i);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteStep(Utf8JsonWriter json, ReplayEpisode episode, EnvironmentSpec spec, int step)
    {
        int size = spec.ObservationSize;
        json.WriteStartObject();
        json.WritePropertyName("state");
        WriteList(json, episode.States.AsSpan(step * size, size));
        json.WritePropertyName("action");
        int choices = spec.Actions.DiscreteSize;
        int components = spec.Actions.ContinuousSize;
        if (components > 0)
        {
            WriteList(json, episode.ContinuousActions.AsSpan(step * components, components));
        }
        else if (spec.Actions is DiscreteActions)
        {
            json.WriteNumberValue(episode.Actions[step]);
        }
        else
        {
            json.WriteStartArray();
            foreach (int choice in episode.Actions.AsSpan(step * choices, choices))
            {
                json.WriteNumberValue(choice);
            }

            json.WriteEndArray();
        }

        json.WritePropertyName("reward");
        WriteNumber(json, episode.Rewards[step]);
        json.WriteBoolean("done", step == episode.Length - 1);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, EnvironmentSpec spec)
    {
        json.WriteStartArray("fields");
        foreach (ObservationField field in spec.Fields)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WriteNumber("offset", field.Offset);
            json.WriteNumber("size", field.Size);
            WriteNames(json, "names", field.Names);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteActions(Utf8JsonWriter json, ActionSpace actions)
    {
        if (actions is DiscreteActions discrete)
        {
            WriteNames(json, "actions", discrete.Names);
        }
    }

    private static void WriteMeters(Utf8JsonWriter json, ReplayEpisode episode, EnvironmentSpec spec)
    {
        if (spec.Fields.FirstOrDefault(static field => field.Name == MetersField) is not { } meters)
        {
            return;
        }

        json.WriteStartObject(MetersField);
        for (int meter = 0; meter < meters.Names.Count; meter++)
        {
            json.WriteStartArray(meters.Names[meter]);
            for (int step = 0; step < episode.Length; step++)
            {
                WriteNumber(json, episode.States[(step * spec.ObservationSize) + meters.Offset + meter]);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteScene(Utf8JsonWriter json, ReplayScene? scene)
    {
        if (scene is null)
        {
            return;
        }

        json.WriteStartObject("scene");
        json.WriteNumber("width", scene.Width);
        json.WriteNumber("height", scene.Height);
        json.WriteStartArray("affordances");
        for (int i = 0; i < scene.Names.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("type", scene.Names[i]);
            json.WriteNumber("x", scene.Places[2 * i]);
            json.WriteNumber("y", scene.Places[(2 * i) + 1]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("path");
        for (int i = 0; i < scene.Path.Length; i += 2)
        {
            json.WriteStartArray();
            json.WriteNumberValue(scene.Path[i]);
            json.WriteNumberValue(scene.Path[i + 1]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string key, IReadOnlyList<string> names)
    {
        json.WriteStartArray(key);
        foreach (string name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, ReadOnlySpan<float> values)
    {
        json.WriteStartArray();
        foreach (float value in values)
        {
            WriteNumber(json, value);
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, float value)
    {
        if (float.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }
}
