using System.Buffers;
using System.Text.Json;

namespace Hamlet.Live.Protocol;

/// <summary>Makes JSON as bytes. What JSON has no number for is null.</summary>
internal static class JsonText
{
    /// <summary>An object.</summary>
    public static byte[] Object(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>A message: an object with its type.</summary>
    public static byte[] Message(string type, Action<Utf8JsonWriter> write) => Object(json =>
    {
        json.WriteString("type", type);
        write(json);
    });

    /// <summary>A number, in six significant digits where it has a fraction: more of them nobody sees.</summary>
    public static void Number(this Utf8JsonWriter json, double value)
    {
        if (!double.IsFinite(value))
        {
            json.WriteNullValue();
        }
        else if (value == Math.Floor(value) && Math.Abs(value) < 1e15)
        {
            json.WriteNumberValue((long)value);
        }
        else
        {
            json.WriteNumberValue((float)value);
        }
    }

    /// <summary>A number with its name.</summary>
    public static void Number(this Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        json.Number(value);
    }

    /// <summary>A list of numbers.</summary>
    public static void Numbers(this Utf8JsonWriter json, string name, ReadOnlySpan<float> values)
    {
        json.WriteStartArray(name);
        foreach (float value in values)
        {
            json.Number(value);
        }

        json.WriteEndArray();
    }

    /// <summary>A list of texts.</summary>
    public static void Texts(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
