using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Hamlet.Training.Runs;

namespace Hamlet.Hosting.Replays;

/// <summary>A replay as it was read. What a file of another origin does not have is empty.</summary>
internal sealed record ReplayFile
{
    public required long Episode { get; init; }

    public required string Agent { get; init; }

    public required string Environment { get; init; }

    /// <summary>How it ended, or nothing.</summary>
    public required string EndReason { get; init; }

    public required bool Truncated { get; init; }

    public required IReadOnlyList<ReplayField> Fields { get; init; }

    public required IReadOnlyList<string> Actions { get; init; }

    public required IReadOnlyList<ReplayStep> Steps { get; init; }

    /// <summary>Reads a file, compressed or not.</summary>
    /// <exception cref="InvalidDataException">It is no replay.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ReplayFile Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        bool gzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        using Stream stream = gzip ? new GZipStream(file, CompressionMode.Decompress) : file;
        try
        {
            using JsonDocument document = JsonDocument.Parse(stream);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("trajectory", out _)
                ? Read(document.RootElement)
                : throw new InvalidDataException($"'{path}' is no replay: it has no 'trajectory'");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' is no replay: {JsonTrouble.Of(e)}", e);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"'{path}' is a damaged replay: a step or a field of it is not what it should be", e);
        }
    }

    private static ReplayFile Read(JsonElement root) => new()
    {
        Episode = root.GetProperty("episode").GetInt64(),
        Agent = Text(root, "agent_id"),
        Environment = Text(root, "environment"),
        EndReason = Text(root, "end_reason"),
        Truncated = root.TryGetProperty("truncated", out JsonElement truncated) && truncated.GetBoolean(),
        Fields = root.TryGetProperty("fields", out JsonElement fields) ? [.. fields.EnumerateArray().Select(Field)] : [],
        Actions = root.TryGetProperty("actions", out JsonElement actions) ? Names(actions) : [],
        Steps = [.. root.GetProperty("trajectory").EnumerateArray().Select(Step)],
    };

    private static ReplayField Field(JsonElement field) => new(
        Text(field, "name"), field.GetProperty("offset").GetInt32(), field.GetProperty("size").GetInt32(), Names(field.GetProperty("names")));

    private static ReplayStep Step(JsonElement step)
    {
        JsonElement action = step.GetProperty("action");
        return new ReplayStep(
            [.. step.GetProperty("state").EnumerateArray().Select(Number)],
            action.ValueKind == JsonValueKind.Array ? [.. action.EnumerateArray().Select(Number)] : [Number(action)],
            Number(step.GetProperty("reward")));
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture)
        : value.GetDouble();

    private static string Text(JsonElement element, string key) =>
        element.TryGetProperty(key, out JsonElement value) ? value.GetString() ?? "" : "";

    private static string[] Names(JsonElement list) => [.. list.EnumerateArray().Select(static name => name.GetString() ?? "")];
}
