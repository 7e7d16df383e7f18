using System.Globalization;
using Hamlet.Configuration;
using Hamlet.Formats.Yaml;

namespace Hamlet.Hosting.Input;

/// <summary>
/// <c>--set training.total_steps=20000</c>: one key of an experiment given anew. Keys are separated by points, the place in a list is a
/// number (<c>agents.0.learning_rate</c>), the value is YAML (<c>agents.0.network.hidden=[64, 64]</c>).
/// </summary>
internal static class Assignment
{
    public static ConfigNode Apply(ConfigNode root, string text)
    {
        var span = new ConfigSpan($"--set {text}", 0, 0);
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new ConfigException(span, "an assignment is KEY=VALUE, such as training.total_steps=20000");
        }

        return Apply(root, text[..equals], Value(text[(equals + 1)..], span), span);
    }

    /// <summary>Gives a key anew.</summary>
    /// <param name="root">The experiment.</param>
    /// <param name="key">The key, with points.</param>
    /// <param name="value">Its value.</param>
    /// <param name="span">Where an error that concerns the key is reported.</param>
    public static ConfigNode Apply(ConfigNode root, string key, ConfigNode value, ConfigSpan span)
    {
        string[] keys = key.Split('.');
        return keys.Any(string.IsNullOrWhiteSpace)
            ? throw new ConfigException(span, "a key between two points is missing")
            : Set(root, keys, 0, value, span);
    }

    // As a document, nothing would be an empty experiment; here it is a value, that of a key which may be null.
    private static ConfigNode Value(string text, ConfigSpan span)
    {
        var scalar = new ConfigScalar(text.Trim(), span);
        try
        {
            return scalar.IsNull ? scalar : Place(YamlParser.Parse(text, "--set"), span);
        }
        catch (ConfigException e)
        {
            // Its line and column are those of the value.
            throw new ConfigException([.. e.Errors.Select(error => error with { Span = span })]);
        }
    }

    private static ConfigNode Set(ConfigNode node, string[] keys, int depth, ConfigNode value, ConfigSpan span)
    {
        if (depth == keys.Length)
        {
            return value;
        }

        string key = keys[depth];
        switch (node)
        {
            case ConfigMap map:
                if (depth == 1 && key == "0" && keys[0] == "agents")
                {
                    // One agent may stand without a list.
                    return Set(map, keys, depth + 1, value, span);
                }

                ConfigNode child = map.TryGet(key, out ConfigEntry? entry) ? entry.Value : Missing(keys, depth + 1, span);
                ConfigMap changed = map.With(key, Set(child, keys, depth + 1, value, span));
                // An unknown key is then reported at the command line, where it stands.
                return new ConfigMap([.. changed.Entries.Select(e => e.Key == key ? e with { KeySpan = span } : e)], map.Span);
            case ConfigList list when int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < list.Items.Count:
                return new ConfigList([.. list.Items.Select((item, i) => i == index ? Set(item, keys, depth + 1, value, span) : item)], list.Span);
            case ConfigList list:
                throw new ConfigException(span, $"'{string.Join('.', keys[..depth])}' is a list: name one of its items by a number from 0 to {list.Items.Count - 1}");
            case ConfigScalar { IsNull: true }:
                return Set(Missing(keys, depth, span), keys, depth, value, span);
            default:
                throw new ConfigException(span, $"'{string.Join('.', keys[..depth])}' is {node.Kind} and has no keys");
        }
    }

    // What is not there yet is a list where its first item is named.
    private static ConfigNode Missing(string[] keys, int depth, ConfigSpan span) =>
        depth == keys.Length || !int.TryParse(keys[depth], NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? ConfigMap.Empty(span)
        : index == 0 ? new ConfigList([ConfigMap.Empty(span)], span)
        : throw new ConfigException(span, $"'{string.Join('.', keys[..depth])}' has no items yet: the first is 0");

    // A file named on the command line is relative to the working directory, not to the experiment.
    private static ConfigNode Place(ConfigNode node, ConfigSpan span) => node switch
    {
        ConfigScalar scalar => new ConfigScalar(scalar.Text, span, scalar.Quoted),
        ConfigList list => new ConfigList([.. list.Items.Select(i => Place(i, span))], span),
        ConfigMap map => new ConfigMap([.. map.Entries.Select(e => e with { KeySpan = span, Value = Place(e.Value, span) })], span),
        _ => node,
    };
}
