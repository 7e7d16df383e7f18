using System.Text;
using System.Text.Json;
using Hamlet.Formats;

namespace Hamlet.Outputs.MLflow;

/// <summary>What goes to one run of a server with one message, within the limits that servers have.</summary>
internal sealed class MlflowBatch
{
    private const int MaxMetrics = 1000;
    private const int MaxPairs = 100;
    private const int MaxItems = 1000;
    private const int MaxBytes = 900_000;

    private readonly MessageBuffer _metrics = new(16 << 10);
    private readonly MessageBuffer _params = new(1 << 10);
    private readonly MessageBuffer _tags = new(1 << 10);
    private int _paramCount;
    private int _tagCount;

    /// <summary>How many points are in it.</summary>
    public int Metrics { get; private set; }

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => Bytes == 0;

    private int Bytes => _metrics.Length + _params.Length + _tags.Length;

    /// <summary>Adds the points of a line unless they are too much. An empty one takes every line: they are cut to size when they are written.</summary>
    public bool TryAdd(int count, ReadOnlySpan<byte> points)
    {
        if (!IsEmpty && (Metrics + count > MaxMetrics || Metrics + count + _paramCount + _tagCount > MaxItems || Bytes + points.Length > MaxBytes))
        {
            return false;
        }

        Add(_metrics, points);
        Metrics += count;
        return true;
    }

    /// <summary>Adds the parameters or tags of a line unless they are too much.</summary>
    public bool TryAdd(JsonElement line)
    {
        (string[] parameters, string[] tags) = (Items(line, "params"), Items(line, "tags"));
        int all = Metrics + _paramCount + parameters.Length + _tagCount + tags.Length;
        bool full = _paramCount + parameters.Length > MaxPairs || _tagCount + tags.Length > MaxPairs || all > MaxItems
            || Bytes + Encoding.UTF8.GetByteCount(line.GetRawText()) > MaxBytes;
        if (full && !IsEmpty)
        {
            return false;
        }

        Array.ForEach(parameters, item => Add(_params, Encoding.UTF8.GetBytes(item)));
        Array.ForEach(tags, item => Add(_tags, Encoding.UTF8.GetBytes(item)));
        _paramCount += parameters.Length;
        _tagCount += tags.Length;
        return true;
    }

    /// <summary>The message for a run.</summary>
    public byte[] Message(string runId)
    {
        var json = new MessageBuffer(Bytes + 256);
        JsonText.Raw(json, "{\"run_id\":"u8);
        JsonText.Write(json, runId);
        JsonText.Raw(json, ",\"metrics\":["u8);
        JsonText.Raw(json, _metrics.Written);
        JsonText.Raw(json, "],\"params\":["u8);
        JsonText.Raw(json, _params.Written);
        JsonText.Raw(json, "],\"tags\":["u8);
        JsonText.Raw(json, _tags.Written);
        JsonText.Raw(json, "]}"u8);
        return json.Written.ToArray();
    }

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        _metrics.Truncate(0);
        _params.Truncate(0);
        _tags.Truncate(0);
        (Metrics, _paramCount, _tagCount) = (0, 0, 0);
    }

    private static void Add(MessageBuffer list, ReadOnlySpan<byte> items)
    {
        JsonText.Raw(list, list.Length == 0 ? ""u8 : ","u8);
        JsonText.Raw(list, items);
    }

    private static string[] Items(JsonElement line, string name) =>
        line.TryGetProperty(name, out JsonElement items) ? [.. items.EnumerateArray().Select(static item => item.GetRawText())] : [];
}
