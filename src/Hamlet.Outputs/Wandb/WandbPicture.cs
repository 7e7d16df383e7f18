using System.Text;
using Hamlet.Formats;
using Hamlet.Formats.Wandb;

namespace Hamlet.Outputs.Wandb;

/// <summary>What the records up to here say of the run as a whole: what it is, its configuration, its metrics, its summary.</summary>
internal sealed class WandbPicture
{
    private readonly OrderedDictionary<string, byte[]> _config = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, byte[]> _summary = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, (string? Over, bool Defined)> _metrics = new(StringComparer.Ordinal);

    /// <summary>The texts of the run's record, by the number of their field.</summary>
    public Dictionary<int, string> Run { get; } = [];

    /// <summary>The words to find it by.</summary>
    public List<string> Tags { get; } = [];

    /// <summary>Counts what the server is to be told by its own call.</summary>
    public int Version { get; private set; }

    /// <summary>Adds a record.</summary>
    public void Add(ReadOnlySpan<byte> record)
    {
        var fields = new MessageReader(record);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case WandbFields.Run:
                    AddRun(fields.Bytes);
                    Version++;
                    break;
                case WandbFields.Metric:
                    AddMetric(fields.Bytes);
                    Version++;
                    break;
                case WandbFields.Summary:
                    AddItems(fields.Bytes, _summary);
                    break;
            }
        }
    }

    /// <summary>The configuration as the server takes it: values, and the definitions of metrics.</summary>
    public string Config()
    {
        var json = new MessageBuffer(1 << 10);
        JsonText.Raw(json, "{"u8);
        foreach ((string key, byte[] value) in _config)
        {
            JsonText.Write(json, key);
            JsonText.Raw(json, ":{\"value\":"u8);
            JsonText.Raw(json, value);
            JsonText.Raw(json, "},"u8);
        }

        JsonText.Raw(json, "\"_wandb\":{\"value\":{\"m\":["u8);
        for (int i = 0; i < _metrics.Count; i++)
        {
            WriteMetric(json, i);
        }

        JsonText.Raw(json, "],\"t\":{}}}}"u8);
        return Encoding.UTF8.GetString(json.Written);
    }

    /// <summary>The whole summary, a JSON object.</summary>
    public byte[] Summary()
    {
        var json = new MessageBuffer(1 << 10);
        foreach ((string key, byte[] value) in _summary)
        {
            JsonText.Raw(json, json.Length == 0 ? "{"u8 : ","u8);
            JsonText.Write(json, key);
            JsonText.Raw(json, ":"u8);
            JsonText.Raw(json, value);
        }

        JsonText.Raw(json, json.Length == 0 ? "{}"u8 : "}"u8);
        return json.Written.ToArray();
    }

    private static void AddItems(ReadOnlySpan<byte> message, OrderedDictionary<string, byte[]> items)
    {
        var fields = new MessageReader(message);
        while (fields.Next())
        {
            WandbItem item = WandbItem.Read(fields.Bytes);
            items[item.Name] = item.Json.ToArray();
        }
    }

    // Field numbers of the message are the keys of its JSON form: 1 name, 5 the place of what it is drawn over, 6 options, 7 summaries.
    private void WriteMetric(MessageBuffer json, int index)
    {
        (string name, (string? over, bool defined)) = _metrics.GetAt(index);
        JsonText.Raw(json, index == 0 ? "{\"1\":"u8 : ",{\"1\":"u8);
        JsonText.Write(json, name);
        if (over is not null && _metrics.IndexOf(over) is var place and >= 0)
        {
            JsonText.Raw(json, ",\"5\":"u8);
            JsonText.Write(json, place + 1);
        }

        JsonText.Raw(json, defined ? ",\"6\":[3],\"7\":[]}"u8 : ",\"6\":[1],\"7\":[]}"u8);
    }

    private void AddRun(ReadOnlySpan<byte> run)
    {
        var fields = new MessageReader(run);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case WandbFields.RunConfig:
                    AddItems(fields.Bytes, _config);
                    break;
                case WandbFields.Tags:
                    Tags.Add(Encoding.UTF8.GetString(fields.Bytes));
                    break;
                case WandbFields.StartTime:
                    break;
                default:
                    Run[fields.Field] = Encoding.UTF8.GetString(fields.Bytes);
                    break;
            }
        }
    }

    private void AddMetric(ReadOnlySpan<byte> metric)
    {
        string name = "";
        string? over = null;
        var fields = new MessageReader(metric);
        while (fields.Next())
        {
            name = fields.Field == WandbFields.MetricName ? Encoding.UTF8.GetString(fields.Bytes) : name;
            over = fields.Field == WandbFields.StepMetric ? Encoding.UTF8.GetString(fields.Bytes) : over;
        }

        _metrics[name] = (over, over is null);
    }
}
