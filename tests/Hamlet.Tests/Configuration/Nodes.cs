using Hamlet.Configuration;

namespace Hamlet.Tests.Configuration;

/// <summary>Nodes by hand: line <c>i</c> of the file is the <c>i</c>-th key of the outermost map, its value begins at column 10.</summary>
internal static class Nodes
{
    public const string FileName = "f.yaml";

    public static ConfigMap Map(params (string Key, ConfigNode Value)[] entries) => new(
        [.. entries.Select(static (e, i) => new ConfigEntry(e.Key, new ConfigSpan(FileName, i + 1, 1), Place(e.Value, i + 1)))],
        new ConfigSpan(FileName, 1, 1));

    public static ConfigScalar Scalar(string text) => new(text, new ConfigSpan(FileName, 1, 10));

    public static ConfigScalar Quoted(string text) => new(text, new ConfigSpan(FileName, 1, 10), quoted: true);

    public static ConfigList List(params ConfigNode[] items) => new(items, new ConfigSpan(FileName, 1, 10));

    /// <summary>The node as YAML in one line, to compare.</summary>
    public static string Print(ConfigNode node) => node switch
    {
        ConfigMap map => $"{{ {string.Join(", ", map.Entries.Select(static e => $"{e.Key}: {Print(e.Value)}"))} }}",
        ConfigList list => $"[{string.Join(", ", list.Items.Select(Print))}]",
        ConfigScalar { Quoted: true } scalar => $"'{scalar.Text}'",
        ConfigScalar scalar => scalar.Text,
        _ => throw new ArgumentException(node.Kind, nameof(node)),
    };

    private static ConfigNode Place(ConfigNode node, int line)
    {
        var span = new ConfigSpan(FileName, line, 10);
        return node switch
        {
            ConfigScalar scalar => new ConfigScalar(scalar.Text, span, scalar.Quoted),
            ConfigList list => new ConfigList([.. list.Items.Select(i => Place(i, line))], span),
            ConfigMap map => new ConfigMap([.. map.Entries.Select(e => new ConfigEntry(e.Key, span, Place(e.Value, line)))], span),
            _ => node,
        };
    }
}
