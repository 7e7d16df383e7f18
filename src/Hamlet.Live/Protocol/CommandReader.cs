using System.Text.Json;
using Hamlet.Live.Watching;

namespace Hamlet.Live.Protocol;

/// <summary>Reads what a visitor sends: <c>{"type": "control", "command": "pause"}</c>, or shorter <c>{"type": "pause"}</c>.</summary>
internal static class CommandReader
{
    private const int MostSteps = 1_000_000;
    private const double LeastSpeed = 0.1;
    private const double MostSpeed = 10;

    private static readonly string[] s_known = ["pause", "resume", "play", "step", "set_speed", "reset", "watch", "status"];

    /// <summary>Reads a message.</summary>
    /// <param name="utf8">What came.</param>
    /// <param name="problem">Why it is none.</param>
    public static ShowCommand? Read(ReadOnlyMemory<byte> utf8, out string? problem)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8);
            ShowCommand? command = Read(document.RootElement, out problem);
            return command;
        }
        catch (JsonException)
        {
            problem = "that is no JSON";
            return null;
        }
    }

    private static ShowCommand? Read(JsonElement message, out string? problem)
    {
        problem = null;
        if (message.ValueKind != JsonValueKind.Object || Text(message, "type") is not { } type)
        {
            problem = "a message is an object with a 'type'";
            return null;
        }

        string? name = type == "control" ? Text(message, "command") : type;
        if (name is null || !s_known.Contains(name))
        {
            problem = $"unknown command '{Short(name ?? "")}': there are {string.Join(", ", s_known)}";
            return null;
        }

        if (name == "set_speed" && !(Number(message, "speed") is >= LeastSpeed and <= MostSpeed))
        {
            problem = FormattableString.Invariant($"'speed' is a number from {LeastSpeed} to {MostSpeed}");
            return null;
        }

        if (message.TryGetProperty("count", out _) && !(Number(message, "count") is >= 1 and <= MostSteps))
        {
            problem = FormattableString.Invariant($"'count' is a number from 1 to {MostSteps}");
            return null;
        }

        return new ShowCommand(name)
        {
            Count = (int)(Number(message, "count") ?? 1),
            Speed = Number(message, "speed") ?? 1,
            Agent = Text(message, "agent") ?? "",
        };
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40];

    private static string? Text(JsonElement message, string key) =>
        message.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement message, string key) =>
        message.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number)
            ? number
            : null;
}
