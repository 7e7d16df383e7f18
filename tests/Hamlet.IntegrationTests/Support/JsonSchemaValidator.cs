using System.Text.Json.Nodes;

namespace Hamlet.IntegrationTests.Support;

/// <summary>Says what of a document breaks a JSON schema, for the words of draft 7 that the command writes and that Kubernetes uses; any other word is an error.</summary>
internal sealed class JsonSchemaValidator(JsonObject root)
{
    // Those that say something to an editor and nothing of validity.
    private static readonly HashSet<string> s_remarks = new(StringComparer.Ordinal)
    {
        "$schema", "$comment", "title", "description", "default", "definitions", "deprecated", "deprecationMessage", "doNotSuggest", "enumDescriptions",
    };

    /// <summary>Every problem with its place; none for a valid document.</summary>
    public IReadOnlyList<string> Problems(JsonNode? document) => [.. Check(document, root, "")];

    private IEnumerable<string> Check(JsonNode? node, JsonNode schema, string path) => schema switch
    {
        JsonValue always => always.GetValue<bool>() ? [] : [$"{path}: not allowed"],
        JsonObject words => words.Where(w => !s_remarks.Contains(w.Key) && w.Key != "then").SelectMany(w => Word(node, words, w.Key, w.Value!, path)),
        _ => throw new InvalidOperationException($"{path}: no schema"),
    };

    private IEnumerable<string> Word(JsonNode? node, JsonObject schema, string word, JsonNode value, string path) => word switch
    {
        "$ref" => Check(node, root["definitions"]![value.GetValue<string>()["#/definitions/".Length..]]!, path),
        "type" => (value is JsonArray types ? types.Select(static t => t!.GetValue<string>()) : [value.GetValue<string>()]).Any(t => Is(node, t))
            ? [] : [$"{path}: is no {value.ToJsonString()}"],
        "enum" => value.AsArray().Any(v => JsonNode.DeepEquals(v, node)) ? [] : [$"{path}: is none of {value.ToJsonString()}"],
        "const" => JsonNode.DeepEquals(value, node) ? [] : [$"{path}: is not {value.ToJsonString()}"],
        "properties" => Map(node).Where(e => value.AsObject().ContainsKey(e.Key)).SelectMany(e => Check(e.Value, value[e.Key]!, $"{path}/{e.Key}")),
        "additionalProperties" => Map(node).Where(e => schema["properties"]?.AsObject().ContainsKey(e.Key) != true)
            .SelectMany(e => Check(e.Value, value, $"{path}/{e.Key}")),
        "required" => node is not JsonObject ? [] : value.AsArray().Select(static v => v!.GetValue<string>())
            .Where(name => !Map(node).Any(e => e.Key == name)).Select(name => $"{path}: lacks {name}"),
        "items" => (node as JsonArray ?? []).SelectMany((item, i) => Check(item, value, $"{path}/{i}")),
        "allOf" => value.AsArray().SelectMany(s => Check(node, s!, path)),
        "anyOf" => AnyOf(node, value.AsArray(), path),
        "oneOf" => value.AsArray().Count(s => !Check(node, s!, path).Any()) == 1 ? [] : [$"{path}: is not one of {value.ToJsonString()}"],
        "not" => Check(node, value, path).Any() ? [] : [$"{path}: is what it must not be"],
        "if" => Check(node, value, path).Any() ? [] : Check(node, schema["then"]!, path),
        "minimum" => Number(node) is not { } n || n >= value.GetValue<double>() ? [] : [$"{path}: is below {value}"],
        "exclusiveMinimum" => Number(node) is not { } n || n > value.GetValue<double>() ? [] : [$"{path}: is not above {value}"],
        "maximum" => Number(node) is not { } n || n <= value.GetValue<double>() ? [] : [$"{path}: is above {value}"],
        "exclusiveMaximum" => Number(node) is not { } n || n < value.GetValue<double>() ? [] : [$"{path}: is not below {value}"],
        _ => throw new InvalidOperationException($"The validator does not know '{word}'."),
    };

    private IEnumerable<string> AnyOf(JsonNode? node, JsonArray schemas, string path)
    {
        List<string[]> all = [.. schemas.Select(s => Check(node, s!, path).ToArray())];
        // The form that comes nearest says what is wrong: with the fewest problems, and those the deepest inside.
        return all.Exists(static problems => problems.Length == 0)
            ? []
            : all.MinBy(static problems => (problems.Length, -problems.Max(static p => p.AsSpan(0, p.IndexOf(':', StringComparison.Ordinal)).Count('/'))))!;
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Map(JsonNode? node) => node as JsonObject ?? [];

    private static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue(out double number) ? number : null;

    private static bool Is(JsonNode? node, string type) => type switch
    {
        "null" => node is null,
        "object" => node is JsonObject,
        "array" => node is JsonArray,
        "boolean" => node is JsonValue v && v.TryGetValue(out bool _),
        "number" => Number(node) is not null,
        "integer" => Number(node) is { } n && double.IsInteger(n),
        "string" => node is JsonValue v && v.TryGetValue(out string? _),
        _ => throw new InvalidOperationException($"The validator does not know the type '{type}'."),
    };
}
