using System.Text.Json.Nodes;
using Hamlet.Configuration;

namespace Hamlet.Hosting.Schema;

/// <summary>
/// Options as JSON Schema, draft 7, which is what editors read: each record is a definition, each key has its documentation. What a file
/// may say in several ways, a list of one item for instance, may be said in all of them.
/// </summary>
internal sealed class JsonSchema
{
    private readonly Dictionary<OptionsSchema, string> _names = new(ReferenceEqualityComparer.Instance);

    /// <summary>The definitions so far, by name.</summary>
    public JsonObject Definitions { get; } = [];

    /// <summary>A reference to the definition of a record, which is made where it is not yet there.</summary>
    public JsonObject Reference(OptionsSchema schema)
    {
        if (!_names.TryGetValue(schema, out string? name))
        {
            // Two records of one name may come from two assemblies.
            int same = _names.Values.Count(n => n == schema.Name || n.StartsWith(schema.Name + "-", StringComparison.Ordinal));
            name = same == 0 ? schema.Name : $"{schema.Name}-{same + 1}";
            _names.Add(schema, name);
            // Its place first: a record may hold itself.
            Definitions.Add(name, new JsonObject());
            Definitions[name] = Record(schema.Description, schema.Keys);
        }

        return new JsonObject { ["$ref"] = $"#/definitions/{name}" };
    }

    /// <summary>A map of these keys and no others.</summary>
    public JsonObject Record(string description, IReadOnlyList<OptionKey> keys) => Closed(description, Properties(keys), keys);

    /// <summary>A map of these properties and no others.</summary>
    public static JsonObject Closed(string description, JsonObject properties, IReadOnlyList<OptionKey> keys)
    {
        var schema = new JsonObject { ["type"] = new JsonArray("object", "null") };
        if (description.Length > 0)
        {
            schema["description"] = description;
        }

        schema["properties"] = properties;
        schema["additionalProperties"] = false;
        OptionKey[] required = [.. keys.Where(static k => k.Required)];
        if (required.Length > 0)
        {
            // Null stands for a map without keys, which lacks these.
            schema["type"] = "object";
            schema["allOf"] = new JsonArray([.. required.Select(static k => (JsonNode)new JsonObject
            {
                ["anyOf"] = new JsonArray([.. k.Names.Select(static n => (JsonNode)new JsonObject { ["required"] = new JsonArray(n) })]),
            })]);
        }

        return schema;
    }

    /// <summary>A property for each name of each key.</summary>
    public JsonObject Properties(IEnumerable<OptionKey> keys)
    {
        var properties = new JsonObject();
        foreach (OptionKey key in keys)
        {
            foreach (string name in key.Names)
            {
                // The first to speak of a name keeps it.
                if (!properties.ContainsKey(name))
                {
                    properties[name] = Property(key, name);
                }
            }
        }

        return properties;
    }

    private JsonObject Property(OptionKey key, string name)
    {
        JsonObject value = Value(key);
        string hover = name == key.Name ? OptionText.Hover(key) : $"Another name of '{key.Name}'.\n\n{OptionText.Hover(key)}";
        var property = new JsonObject { ["description"] = hover };
        // Beside a reference nothing else counts in this draft.
        if (value.ContainsKey("$ref"))
        {
            property["allOf"] = new JsonArray(value);
        }
        else
        {
            foreach ((string word, JsonNode? node) in value.ToArray())
            {
                value.Remove(word);
                property[word] = node;
            }
        }

        if (JsonDefault.Of(key) is { } given)
        {
            property["default"] = given;
        }

        if (key.Deprecated is not null || key.OldNames.Contains(name, StringComparer.Ordinal))
        {
            property["deprecated"] = true;
            property["deprecationMessage"] = key.Deprecated is { Length: > 0 } instead ? instead : $"'{name}' is deprecated";
            property["doNotSuggest"] = true;
        }

        return property;
    }

    private JsonObject Value(OptionKey key) => key.Kind switch
    {
        OptionKind.Boolean => Typed(key, "boolean"),
        OptionKind.Integer => Bounded(Typed(key, "integer"), key),
        OptionKind.Number => Bounded(Typed(key, "number"), key),
        OptionKind.Text or OptionKind.Choice when key.Choices.Count > 0 => Words(key),
        // A word that looks like a number is a text, too.
        OptionKind.Text or OptionKind.Choice => Typed(key, "string", "number", "boolean"),
        OptionKind.List => new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["type"] = "array", ["items"] = Value(key.Item!) }, Value(key.Item!), new JsonObject { ["type"] = "null" }),
        },
        OptionKind.Map => new JsonObject { ["type"] = new JsonArray("object", "null"), ["additionalProperties"] = Value(key.Item!) },
        _ => Record(key),
    };

    private JsonObject Record(OptionKey key)
    {
        JsonObject record = Reference(key.Nested!());
        if (!key.FromFile && !key.Nullable)
        {
            return record;
        }

        var forms = new JsonArray(record);
        if (key.FromFile)
        {
            forms.Add((JsonNode)new JsonObject { ["type"] = "string" });
        }

        if (key.Nullable)
        {
            forms.Add((JsonNode)new JsonObject { ["type"] = "null" });
        }

        return new JsonObject { ["anyOf"] = forms };
    }

    private static JsonObject Words(OptionKey key)
    {
        JsonNode?[] words = [.. key.Choices.Select(static c => (JsonNode?)JsonValue.Create(c))];
        return new JsonObject { ["enum"] = new JsonArray(key.Nullable ? [.. words, null] : words) };
    }

    private static JsonObject Typed(OptionKey key, params string[] types)
    {
        JsonNode?[] all = [.. (key.Nullable ? [.. types, "null"] : types).Select(static t => (JsonNode?)JsonValue.Create(t))];
        return new JsonObject { ["type"] = all.Length == 1 ? all[0] : new JsonArray(all) };
    }

    private static JsonObject Bounded(JsonObject schema, OptionKey key)
    {
        if (!double.IsInfinity(key.Min))
        {
            schema[key.MinExclusive ? "exclusiveMinimum" : "minimum"] = key.Min;
        }

        if (!double.IsInfinity(key.Max))
        {
            schema[key.MaxExclusive ? "exclusiveMaximum" : "maximum"] = key.Max;
        }

        return schema;
    }
}
