using System.Text.Json;

namespace Hamlet.Outputs.MLflow;

/// <summary>What goes to one run of a server with one message, within the limits that servers have.</summary>
internal sealed class MlflowBatch
{
    private const int MaxMetrics = 1000;
    private const int MaxPairs = 100;
    private const int MaxItems = 1000;
    private const int MaxBytes = 900_000;

    private readonly List<string> _metrics = [];
    private readonly List<string> _params = [];
    private readonly List<string> _tags = [];
    private int _bytes;

    /// <summary>How many points are in it.</summary>
    public int Metrics => _metrics.Count;

    /// <summary>Whether a line would be too much. An empty one takes every line: they are cut to size when they are written.</summary>
    public bool IsFullFor(JsonElement line)
    {
        int metrics = _metrics.Count + CountOf(line, "metrics");
        int parameters = _params.Count + CountOf(line, "params");
        int tags = _tags.Count + CountOf(line, "tags");
        return _bytes > 0
            && (metrics > MaxMetrics || parameters > MaxPairs || tags > MaxPairs || metrics + parameters + tags > MaxItems
                || _bytes + line.GetRawText().Length > MaxBytes);
    }

    /// <summary>Adds a line.</summary>
    public void Add(JsonElement line)
    {
        foreach ((string name, List<string> list) in new[] { ("metrics", _metrics), ("params", _params), ("tags", _tags) })
        {
            if (line.TryGetProperty(name, out JsonElement items))
            {
                list.AddRange(items.EnumerateArray().Select(static item => item.GetRawText()));
            }
        }

        _bytes += line.GetRawText().Length;
    }

    /// <summary>The message for a run.</summary>
    public byte[] Message(string runId)
    {
        string Part(string name, List<string> items) => $",\"{name}\":[{string.Join(',', items)}]";
        return System.Text.Encoding.UTF8.GetBytes(
            $"{{\"run_id\":\"{runId}\"{Part("metrics", _metrics)}{Part("params", _params)}{Part("tags", _tags)}}}");
    }

    private static int CountOf(JsonElement line, string name) => line.TryGetProperty(name, out JsonElement items) ? items.GetArrayLength() : 0;
}
