using Hamlet.Configuration;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Hamlet.Formats.Yaml;

/// <summary>
/// YAML text to configuration nodes: one document of maps, lists and scalars, with anchors. Tags, merge keys and keys that are no
/// scalars are refused; a key that stands twice is an error, since one of the two would be silently ignored.
/// </summary>
public static class YamlParser
{
    private const int MaxDepth = 64;

    /// <summary>Parses a text.</summary>
    /// <param name="text">The YAML text; an empty one is an empty map.</param>
    /// <param name="file">What its places are called in errors.</param>
    /// <exception cref="ConfigException">The text is not well formed; every duplicate key is reported.</exception>
    public static ConfigNode Parse(string text, string file)
    {
        var errors = new List<ConfigError>();
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                return ConfigMap.Empty(new ConfigSpan(file, 1, 1));
            }

            parser.Consume<DocumentStart>();
            ConfigNode root = new NodeReader(parser, file, errors).Read(0);
            parser.Consume<DocumentEnd>();
            if (!parser.Accept<StreamEnd>(out _))
            {
                ParsingEvent more = parser.Current!;
                errors.Add(new ConfigError(Span(file, more.Start), "a second document begins here, a file holds one"));
            }

            if (errors.Count > 0)
            {
                throw new ConfigException(errors);
            }

            // A file of nothing but comments.
            return root is ConfigScalar { IsNull: true } nothing ? ConfigMap.Empty(nothing.Span) : root;
        }
        catch (YamlException e)
        {
            throw new ConfigException([.. errors, Tab(text, file, e) ?? new ConfigError(Span(file, e.Start), Explain(e))]);
        }
        catch (InvalidOperationException)
        {
            // The scanner gives up on some damaged plain scalars without saying where: somewhere behind what it has read.
            ConfigSpan place = parser.Current is { } last ? Span(file, last.End) : new ConfigSpan(file, 1, 1);
            throw new ConfigException([.. errors, new ConfigError(place, "this is no valid YAML: what follows cannot be read, as where a brace, a bracket or a quote before it is not closed")]);
        }
    }

    private static ConfigSpan Span(string file, Mark mark) => new(file, (int)mark.Line, (int)mark.Column);

    // A tab in an indentation is reported where the map begins around it, which may be the first line of the file.
    private static ConfigError? Tab(string text, string file, YamlException e)
    {
        if (!e.Message.Contains("tab", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string[] lines = text.Split('\n');
        for (int i = Math.Max(0, (int)e.Start.Line - 1); i < lines.Length; i++)
        {
            int content = lines[i].AsSpan().IndexOfAnyExcept(' ', '\t');
            int tab = lines[i].IndexOf('\t', StringComparison.Ordinal);
            if (tab >= 0 && tab < content)
            {
                return new ConfigError(new ConfigSpan(file, i + 1, tab + 1), "this is no valid YAML: a line is indented by a tab, indent it by spaces");
            }
        }

        return null;
    }

    private static string Explain(YamlException e)
    {
        string message = (e.InnerException?.Message ?? e.Message).TrimEnd('.');
        int place = message.IndexOf("): ", StringComparison.Ordinal);
        return $"this is no valid YAML: {(message.StartsWith('(') && place > 0 ? message[(place + 3)..] : message)}";
    }

    private sealed class NodeReader(IParser parser, string file, List<ConfigError> errors)
    {
        private readonly Dictionary<AnchorName, ConfigNode> _anchors = [];

        public ConfigNode Read(int depth)
        {
            ParsingEvent next = parser.Current!;
            if (depth > MaxDepth)
            {
                throw new YamlException(next.Start, next.End, $"more than {MaxDepth} levels deep");
            }

            if (next is NodeEvent { Tag: { IsEmpty: false } tag })
            {
                errors.Add(new ConfigError(Span(file, next.Start), $"the tag '{tag}' has no meaning here"));
            }

            AnchorName anchor = next is NodeEvent node ? node.Anchor : AnchorName.Empty;
            ConfigNode result = next switch
            {
                Scalar => ReadScalar(),
                MappingStart => ReadMap(depth),
                SequenceStart => ReadList(depth),
                AnchorAlias => ReadAlias(),
                _ => throw new YamlException(next.Start, next.End, "a value is expected"),
            };
            if (!anchor.IsEmpty)
            {
                _anchors[anchor] = result;
            }

            return result;
        }

        private ConfigScalar ReadScalar()
        {
            Scalar scalar = parser.Consume<Scalar>();
            return new ConfigScalar(scalar.Value, Span(file, scalar.Start), scalar.Style != ScalarStyle.Plain);
        }

        private ConfigList ReadList(int depth)
        {
            SequenceStart start = parser.Consume<SequenceStart>();
            var items = new List<ConfigNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Read(depth + 1));
            }

            return new ConfigList(items, Span(file, start.Start));
        }

        private ConfigMap ReadMap(int depth)
        {
            MappingStart start = parser.Consume<MappingStart>();
            var entries = new List<ConfigEntry>();
            var seen = new Dictionary<string, ConfigSpan>(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                ParsingEvent keyEvent = parser.Current!;
                if (Read(depth + 1) is not ConfigScalar key)
                {
                    throw new YamlException(keyEvent.Start, keyEvent.End, "a key is a single word");
                }

                ConfigNode value = Read(depth + 1);
                if (key.Text == "<<" && !key.Quoted)
                {
                    errors.Add(new ConfigError(key.Span, "merge keys are not supported, repeat the keys"));
                }
                else if (!seen.TryAdd(key.Text, key.Span))
                {
                    errors.Add(new ConfigError(key.Span, $"the key '{key.Text}' stands twice, first in line {seen[key.Text].Line}"));
                }
                else
                {
                    entries.Add(new ConfigEntry(key.Text, key.Span, value));
                }
            }

            return new ConfigMap(entries, Span(file, start.Start));
        }

        private ConfigNode ReadAlias()
        {
            AnchorAlias alias = parser.Consume<AnchorAlias>();
            return _anchors.TryGetValue(alias.Value, out ConfigNode? known)
                ? known
                : throw new YamlException(alias.Start, alias.End, $"there is no anchor '&{alias.Value}' before this");
        }
    }
}
