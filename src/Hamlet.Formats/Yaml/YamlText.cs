using System.Globalization;
using System.Text;
using Hamlet.Configuration;

namespace Hamlet.Formats.Yaml;

/// <summary>Configuration nodes to YAML text that <see cref="YamlParser"/> reads back equal.</summary>
public static class YamlText
{
    /// <summary>Writes a map as a document, maps in block style, lists of scalars on one line.</summary>
    public static string Write(ConfigMap map)
    {
        var text = new StringBuilder();
        WriteMap(text, map, 0);
        return text.ToString();
    }

    private static void WriteMap(StringBuilder text, ConfigMap map, int indent)
    {
        foreach (ConfigEntry entry in map.Entries)
        {
            text.Append(' ', indent).Append(Plain(entry.Key) ? entry.Key : Quote(entry.Key)).Append(':');
            WriteValue(text, entry.Value, indent + 2);
        }
    }

    private static void WriteValue(StringBuilder text, ConfigNode node, int indent)
    {
        switch (node)
        {
            case ConfigMap { Entries.Count: > 0 } map:
                text.Append('\n');
                WriteMap(text, map, indent);
                break;
            case ConfigList list when list.Items.Any(static i => i is not ConfigScalar):
                text.Append('\n');
                WriteItems(text, list, indent);
                break;
            default:
                text.Append(' ').Append(Inline(node)).Append('\n');
                break;
        }
    }

    private static void WriteItems(StringBuilder text, ConfigList list, int indent)
    {
        foreach (ConfigNode item in list.Items)
        {
            text.Append(' ', indent).Append('-');
            if (item is ConfigMap { Entries.Count: > 0 } map)
            {
                // The first key stands behind the dash.
                var body = new StringBuilder();
                WriteMap(body, map, indent + 2);
                text.Append(' ').Append(body.ToString().AsSpan(indent + 2));
            }
            else
            {
                WriteValue(text, item, indent + 2);
            }
        }
    }

    private static string Inline(ConfigNode node) => node switch
    {
        ConfigScalar scalar => Scalar(scalar),
        ConfigList list => $"[{string.Join(", ", list.Items.Select(Inline))}]",
        _ => "{}",
    };

    private static string Scalar(ConfigScalar scalar) =>
        scalar.Quoted && (!Plain(scalar.Text) || LooksLikeAnother(scalar.Text)) ? Quote(scalar.Text)
        : scalar.Text.Length == 0 ? "null"
        : scalar.Text;

    // What a reader would take for a number, a switch or nothing.
    private static bool LooksLikeAnother(string text) =>
        new ConfigScalar(text, default).IsNull
        || text.ToLowerInvariant() is "true" or "false" or "yes" or "no" or "on" or "off" or ".inf" or "-.inf" or ".nan"
        || double.TryParse(text.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture, out _);

    private static bool Plain(string text)
    {
        if (text.Length == 0 || text[0] is '-' or ' ' || text[^1] == ' ')
        {
            return false;
        }

        foreach (char c in text)
        {
            bool word = char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or ' ' or '(' or ')' or '+';
            if (!word)
            {
                return false;
            }
        }

        return true;
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                '\r' => quoted.Append("\\r"),
                < ' ' or '\u007f' or '\u0085' or '\u00a0' or '\u2028' or '\u2029' or '\ufeff' =>
                    quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
