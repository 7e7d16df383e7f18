using System.Buffers.Text;
using System.Text.Json;
using Hamlet.Formats;

namespace Hamlet.Outputs.MLflow;

/// <summary>
/// The lines of a file of what an MLflow server is to get, a JSON object each: <c>run</c> is the run's number in the file, and beside it
/// stands one of <c>begin</c>, <c>metrics</c> (with the environment's <c>step</c> and their <c>count</c>), <c>params</c>, <c>tags</c>, <c>artifact</c>,
/// <c>status</c>. Metrics, parameters and tags have the form of the request already.
/// </summary>
internal static class SpoolLines
{
    /// <summary>The most metrics of one line; a message takes a thousand.</summary>
    public const int MaxMetrics = 500;

    /// <summary>The most parameters or tags of one line, which is also what a message takes.</summary>
    public const int MaxPairs = 100;

    /// <summary>The run begins.</summary>
    public static byte[] Begin(int run, string id, string name, string user, long started, IReadOnlyList<(string Key, string Value)> tags) => Line(run, json =>
    {
        json.WriteStartObject("begin");
        json.WriteString("id", id);
        json.WriteString("run_name", name);
        json.WriteString("user_id", user);
        json.WriteNumber("start_time", started);
        Pairs(json, "tags", tags);
        json.WriteEndObject();
    });

    /// <summary>Parameters or tags.</summary>
    public static byte[] Of(int run, string kind, IReadOnlyList<(string Key, string Value)> pairs) => Line(run, json => Pairs(json, kind, pairs));

    /// <summary>A file of the run, of which there is a copy.</summary>
    public static byte[] Artifact(int run, string name, string copy) => Line(run, json =>
    {
        json.WriteString("artifact", name);
        json.WriteString("copy", copy);
    });

    /// <summary>How the run stands from some time on.</summary>
    public static byte[] Status(int run, MlflowStatus status, long time) => Line(run, json =>
    {
        json.WriteString("status", status.ToString().ToUpperInvariant());
        json.WriteNumber("time", time);
    });

    /// <summary>Adds a point to the points of a run.</summary>
    public static void Add(MessageBuffer points, byte[] key, long timestamp, ReadOnlySpan<byte> value, long step)
    {
        JsonText.Raw(points, points.Length == 0 ? "{\"key\":"u8 : ",{\"key\":"u8);
        JsonText.Raw(points, key);
        JsonText.Raw(points, ",\"value\":"u8);

        // The bare words would be taken for a point of value 0 at step 0.
        bool finite = value[^1] is >= (byte)'0' and <= (byte)'9';
        JsonText.Raw(points, finite ? ""u8 : "\""u8);
        JsonText.Raw(points, value);
        JsonText.Raw(points, finite ? ",\"timestamp\":"u8 : "\",\"timestamp\":"u8);
        JsonText.Write(points, timestamp);
        JsonText.Raw(points, ",\"step\":"u8);
        JsonText.Write(points, step);
        JsonText.Raw(points, "}"u8);
    }

    /// <summary>Writes a line of points.</summary>
    public static void Metrics(MessageBuffer output, int run, long step, int count, ReadOnlySpan<byte> points)
    {
        JsonText.Raw(output, Run);
        JsonText.Write(output, run);
        JsonText.Raw(output, Step);
        JsonText.Write(output, step);
        JsonText.Raw(output, Count);
        JsonText.Write(output, count);
        JsonText.Raw(output, Points);
        JsonText.Raw(output, points);
        JsonText.Raw(output, "]}\n"u8);
    }

    /// <summary>Reads a line of points as it is written above; false where it is another line. Most lines are such.</summary>
    public static bool TryMetrics(ReadOnlySpan<byte> line, out int run, out long step, out int count, out ReadOnlySpan<byte> points)
    {
        points = default;
        (run, step, count) = (0, 0, 0);
        if (!TryNumber(ref line, Run, out long runNumber) || !TryNumber(ref line, Step, out step) || !TryNumber(ref line, Count, out long counted)
            || !line.StartsWith(Points))
        {
            return false;
        }

        points = line[Points.Length..^2];
        (run, count) = ((int)runNumber, (int)counted);
        return true;
    }

    private static ReadOnlySpan<byte> Run => "{\"run\":"u8;

    private static ReadOnlySpan<byte> Step => ",\"step\":"u8;

    private static ReadOnlySpan<byte> Count => ",\"count\":"u8;

    private static ReadOnlySpan<byte> Points => ",\"metrics\":["u8;

    private static bool TryNumber(ref ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, out long number)
    {
        number = 0;
        if (!line.StartsWith(name) || !Utf8Parser.TryParse(line[name.Length..], out number, out int length))
        {
            return false;
        }

        line = line[(name.Length + length)..];
        return true;
    }

    private static void Pairs(Utf8JsonWriter json, string name, IReadOnlyList<(string Key, string Value)> pairs)
    {
        json.WriteStartArray(name);
        foreach ((string key, string value) in pairs)
        {
            json.WriteStartObject();
            json.WriteString("key", key);
            json.WriteString("value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static byte[] Line(int run, Action<Utf8JsonWriter> content)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("run", run);
            content(json);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
