using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hamlet.Configuration;

namespace Hamlet.Formats.Json;

/// <summary>
/// Configuration nodes as JSON, for what is stored where other languages read it. What JSON has no number for, such as an infinite bound, is
/// a text there (<c>".inf"</c>).
/// </summary>
internal static class ConfigJson
{
    private const int Depth = 32;

    /// <summary>Writes a map on one line.</summary>
    public static string Write(ConfigMap map)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(map, json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads a map.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="name">What errors call the place.</param>
    /// <exception cref="ConfigException">It is no JSON object, or a key stands twice.</exception>
    public static ConfigMap Parse(string text, string name)
    {
        var span = new ConfigSpan(name, 0, 0);
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = Depth });
            reader.Read();
            ConfigNode node = Read(ref reader, span);
            reader.Read();
            return node as ConfigMap ?? throw new ConfigException(span, $"a JSON object is needed, not {node.Kind}");
        }
        catch (JsonException e)
        {
            throw new ConfigException(span, $"this is no JSON: {e.Message}");
        }
    }

    private static void Write(ConfigNode node, Utf8JsonWriter json)
    {
        switch (node)
        {
            case ConfigMap map:
                json.WriteStartObject();
                foreach (ConfigEntry entry in map.Entries)
                {
                    json.WritePropertyName(entry.Key);
                    Write(entry.Value, json);
                }

                json.WriteEndObject();
                break;
            case ConfigList list:
                json.WriteStartArray();
                foreach (ConfigNode item in list.Items)
                {
                    Write(item, json);
                }

                json.WriteEndArray();
                break;
            case ConfigScalar scalar:
                Write(scalar, json);
                break;
        }
    }

    private static void Write(ConfigScalar scalar, Utf8JsonWriter json)
    {
        if (scalar.IsNull)
        {
            json.WriteNullValue();
        }
        else if (!scalar.Quoted && scalar.Text is "true" or "false")
        {
            json.WriteBooleanValue(scalar.Text == "true");
        }
        else if (!scalar.Quoted && IsNumber(scalar.Text))
        {
            json.WriteRawValue(scalar.Text);
        }
        else
        {
            json.WriteStringValue(scalar.Text);
        }
    }

    private static bool IsNumber(string text) =>
        (char.IsAsciiDigit(text[^1]) && (char.IsAsciiDigit(text[0]) || text[0] == '-'))
        && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _);

    private static ConfigNode Read(ref Utf8JsonReader reader, ConfigSpan span) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadMap(ref reader, span),
        JsonTokenType.StartArray => ReadList(ref reader, span),
        JsonTokenType.String => ReadText(reader.GetString()!, span),
        JsonTokenType.Number => new ConfigScalar(Encoding.UTF8.GetString(reader.ValueSpan), span),
        JsonTokenType.True => new ConfigScalar("true", span),
        JsonTokenType.False => new ConfigScalar("false", span),
        _ => new ConfigScalar("null", span),
    };

    private static ConfigMap ReadMap(ref Utf8JsonReader reader, ConfigSpan span)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var entries = new List<ConfigEntry>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            if (!keys.Add(key))
            {
                throw new ConfigException(span, $"the key '{key}' is there twice");
            }

            reader.Read();
            entries.Add(new ConfigEntry(key, span, Read(ref reader, span)));
        }

        return new ConfigMap(entries, span);
    }

    private static ConfigList ReadList(ref Utf8JsonReader reader, ConfigSpan span)
    {
        var items = new List<ConfigNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Read(ref reader, span));
        }

        return new ConfigList(items, span);
    }

    // Quotes forbid a number; these two are what infinite numbers are written as.
    private static ConfigScalar ReadText(string text, ConfigSpan span) => new(text, span, quoted: text is not (".inf" or "-.inf"));
}
