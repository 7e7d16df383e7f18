using System.Text;
using System.Text.Json.Nodes;
using Hamlet.Formats;
using Hamlet.Metrics;

namespace Hamlet.Outputs.Wandb;

/// <summary>The run's choices as W&amp;B's configuration: <c>agents.agent_0.gamma</c> is <c>gamma</c> within <c>agent_0</c> within <c>agents</c>.</summary>
internal static class WandbConfig
{
    /// <summary>The key under which a run names the one that it goes on from with other options.</summary>
    public const string ResumedFrom = "resumed_from";

    /// <summary>The values in JSON by the first part of their names, in the order in which these come.</summary>
    public static List<(string Key, byte[] Json)> Of(IReadOnlyList<Hyperparameter> values)
    {
        var root = new JsonObject();
        foreach (Hyperparameter value in values)
        {
            string[] parts = value.Name.Split('.');
            JsonObject place = root;
            foreach (string part in parts[..^1])
            {
                if (place[part] is not JsonObject inner)
                {
                    place[part] = inner = [];
                }

                place = inner;
            }

            place[parts[^1]] = Node(value);
        }

        return [.. root.Select(static entry => (entry.Key, Encoding.UTF8.GetBytes(entry.Value!.ToJsonString())))];
    }

    /// <summary>A text in JSON.</summary>
    public static byte[] Text(string text)
    {
        var buffer = new MessageBuffer(64);
        JsonText.Write(buffer, text);
        return buffer.Written.ToArray();
    }

    /// <summary>A number in JSON.</summary>
    public static byte[] Number(double value)
    {
        var buffer = new MessageBuffer(32);
        JsonText.Write(buffer, value);
        return buffer.Written.ToArray();
    }

    // A whole number stays one: 64 is not 64.0.
    private static JsonNode Node(Hyperparameter value) => value.Kind switch
    {
        HyperparameterKind.Boolean => JsonValue.Create(value.Number != 0),
        HyperparameterKind.Number when value.Number == Math.Floor(value.Number) => JsonValue.Create((long)value.Number),
        HyperparameterKind.Number => JsonValue.Create(value.Number),
        _ => JsonValue.Create(value.Text),
    };
}
