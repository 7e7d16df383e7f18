using System.Globalization;
using System.Text.Json.Nodes;
using Hamlet.Configuration;
using Hamlet.Formats.Yaml;

namespace Hamlet.IntegrationTests.Support;

/// <summary>A YAML file as an editor sees it: scalars without quotes are what the core schema of YAML 1.2 makes of them.</summary>
internal static class YamlDocument
{
    public static JsonNode? Read(string path) => Convert(new YamlConfigReader().Read(path, path));

    private static JsonNode? Convert(ConfigNode node) => node switch
    {
        ConfigMap map => new JsonObject(map.Entries.Select(static e => KeyValuePair.Create(e.Key, Convert(e.Value)))),
        ConfigList list => new JsonArray([.. list.Items.Select(Convert)]),
        ConfigScalar { IsNull: true } => null,
        ConfigScalar { Quoted: true } scalar => scalar.Text,
        ConfigScalar { Text: "true" or "false" } scalar => scalar.Text == "true",
        ConfigScalar scalar when double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        ConfigScalar scalar => scalar.Text,
        _ => throw new InvalidOperationException(node.Kind),
    };
}
