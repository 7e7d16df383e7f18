using System.Text.Json.Nodes;
using Hamlet.Configuration;
using Hamlet.Plugins;

namespace Hamlet.Hosting.Schema;

/// <summary>
/// The JSON schema of experiment files. A section that selects a plugin has a definition for each, chosen by the word behind its selector,
/// so that an editor completes and explains the keys of the plugin that stands there.
/// </summary>
internal sealed class ExperimentJsonSchema
{
    private const string Draft = "http://json-schema.org/draft-07/schema#";

    private readonly JsonSchema _schema = new();

    private ExperimentJsonSchema()
    {
    }

    /// <summary>The schema of an experiment.</summary>
    public static JsonObject OfExperiment(PluginCatalog catalog) => new ExperimentJsonSchema().Make(catalog);

    /// <summary>The schema of a file that holds one record, such as a world; null if no option nests a record of that name.</summary>
    public static JsonObject? OfRecord(PluginCatalog catalog, string name)
    {
        var schemas = new JsonSchema();
        OptionsSchema? record = NestedRecords.In(new ExperimentShape(catalog).Sections).FirstOrDefault(s => s.Name == name);
        return record is null ? null : new JsonObject
        {
            ["$schema"] = Draft,
            ["title"] = record.Name,
            ["allOf"] = new JsonArray(schemas.Reference(record)),
            ["definitions"] = schemas.Definitions,
        };
    }

    private JsonObject Make(PluginCatalog catalog)
    {
        var properties = new JsonObject();
        foreach (ExperimentSection section in new ExperimentShape(catalog).Sections)
        {
            properties[section.Name] = Section(section, section.Name);
        }

        properties["use_wandb"] = new JsonObject
        {
            ["description"] = "Whether the run is kept for Weights & Biases, as the section 'wandb' says.",
            ["type"] = "boolean",
        };
        JsonObject schema = JsonSchema.Closed("", properties, []);
        schema["type"] = "object";
        schema.Insert(0, "$schema", Draft);
        schema.Insert(1, "title", "An experiment of Hamlet");
        schema["definitions"] = _schema.Definitions;
        return schema;
    }

    private JsonObject Section(ExperimentSection section, string path)
    {
        JsonObject map = section.Plugins.Count > 0 || section.MayBeNone ? Selecting(section, path) : Plain(section, path);
        if (!section.IsList)
        {
            map["description"] = section.Description;
            return map;
        }

        return new JsonObject
        {
            ["description"] = section.Description,
            ["type"] = new JsonArray("array", "null"),
            ["items"] = map,
        };
    }

    private JsonObject Plain(ExperimentSection section, string path)
    {
        JsonObject properties = _schema.Properties(section.Host.Keys);
        AddInner(properties, section, path);
        foreach (Plugin output in section.Switches)
        {
            properties[output.Name] = new JsonObject
            {
                ["description"] = output.Description,
                ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "boolean" }, WithEnabled(output.Options)),
            };
        }

        return JsonSchema.Closed(section.Description, properties, section.Host.Keys);
    }

    // One definition for each plugin, which holds all that may stand beside it.
    private JsonObject Selecting(ExperimentSection section, string path)
    {
        string[] names = [.. section.Plugins.Select(static p => p.Name), .. section.MayBeNone ? ["none"] : Array.Empty<string>()];
        var cases = new JsonArray();
        foreach (Plugin plugin in section.Plugins)
        {
            cases.Add((JsonNode)Case(Selected(section, plugin.Name), Define($"{path}.{plugin.Name}", section, plugin.Description, plugin.Options.Keys, path)));
            if (plugin.Name == section.Fallback)
            {
                // The original had one world and so did not name it: what must be given beside the plugin's name need not be without it.
                bool same = !plugin.Options.Keys.Any(static k => k.Required);
                OptionKey[] keys = [.. plugin.Options.Keys.Select(static k => k with { Required = false })];
                cases.Add((JsonNode)Case(
                    Unselected(section), Define($"{path}.{plugin.Name}{(same ? "" : ".unnamed")}", section, plugin.Description, keys, path)));
            }
        }

        if (section.MayBeNone)
        {
            JsonObject none = Define($"{path}.none", section, "None.", [], path);
            cases.Add((JsonNode)Case(Selected(section, "none"), none));
            if (section.Fallback == "none")
            {
                cases.Add((JsonNode)Case(Unselected(section), (JsonObject)none.DeepClone()));
            }
        }

        JsonNode? selector = section.Host.Keys.FirstOrDefault(k => k.Name == section.Selector)?.Description;
        return new JsonObject
        {
            ["type"] = section.IsList ? "object" : new JsonArray("object", "null"),
            ["properties"] = new JsonObject
            {
                [section.Selector] = new JsonObject
                {
                    ["description"] = selector,
                    ["enum"] = new JsonArray([.. names.Select(static n => (JsonNode)n)]),
                    ["enumDescriptions"] = new JsonArray([.. names.Select(n => (JsonNode)(section.Plugins.FirstOrDefault(p => p.Name == n)?.Description ?? "None."))]),
                },
            },
            ["allOf"] = cases,
        };
    }

    private static JsonObject Case(JsonObject condition, JsonObject then) => new() { ["if"] = condition, ["then"] = then };

    // Of an empty section nothing is selected, and nothing is wrong with it.
    private static JsonObject Selected(ExperimentSection section, string name) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { [section.Selector] = new JsonObject { ["const"] = name } },
        ["required"] = new JsonArray(section.Selector),
    };

    private static JsonObject Unselected(ExperimentSection section) => new()
    {
        ["type"] = "object",
        ["not"] = new JsonObject { ["required"] = new JsonArray(section.Selector) },
    };

    private JsonObject Define(string name, ExperimentSection section, string description, IReadOnlyList<OptionKey> own, string path)
    {
        if (!_schema.Definitions.ContainsKey(name))
        {
            OptionKey[] keys = [.. section.Host.Keys.Where(k => k.Name != section.Selector), .. own];
            JsonObject properties = _schema.Properties(keys);
            properties.Insert(0, section.Selector, new JsonObject());
            AddInner(properties, section, path);
            _schema.Definitions[name] = JsonSchema.Closed(description, properties, keys);
        }

        return new JsonObject { ["$ref"] = $"#/definitions/{name}" };
    }

    private void AddInner(JsonObject properties, ExperimentSection section, string path)
    {
        foreach (ExperimentSection inner in section.Inner)
        {
            properties[inner.Name] = Section(inner, inner.Name);
        }

        foreach ((string name, JsonNode? property) in _schema.Properties(section.Foreign).ToArray())
        {
            if (!properties.ContainsKey(name))
            {
                properties[name] = property!.DeepClone();
            }
        }
    }

    private JsonObject WithEnabled(OptionsSchema options) => options.Keys.Any(static k => k.Name == "enabled")
        ? _schema.Reference(options)
        : _schema.Record(options.Description, options.Keys);
}
