using System.Text;
using System.Text.Json;
using Hamlet.Formats;
using Hamlet.Formats.Wandb;

namespace Hamlet.Outputs.Wandb;

/// <summary>What a run's file says up to a length: enough to go on behind it.</summary>
internal sealed class WandbHistory
{
    /// <summary>Stands for the length of what comes before the first row.</summary>
    public const long Beginning = -1;

    private WandbHistory()
    {
    }

    /// <summary>Where what is kept ends.</summary>
    public long Length { get; private set; }

    /// <summary>How many records there are.</summary>
    public long Records { get; private set; }

    /// <summary>How many rows.</summary>
    public long Rows { get; private set; }

    /// <summary>When the run began, in seconds since 1970.</summary>
    public double Started { get; private set; }

    /// <summary>The step of the last row that is kept only because a server may have it; -1 if there is none.</summary>
    public long SentStep { get; private set; } = -1;

    /// <summary>The run's configuration.</summary>
    public List<(string Key, byte[] Json)> Config { get; } = [];

    /// <summary>The keys with their last values.</summary>
    public WandbSeriesTable Series { get; } = new();

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">What is kept in any case.</param>
    /// <param name="sent">What a server may have got; of that, rows are kept too, those of one step together, and nothing that ends a run.</param>
    /// <exception cref="InvalidDataException">It is damaged, or shorter than the first length.</exception>
    public static WandbHistory Read(string path, long length, long sent)
    {
        var history = new WandbHistory();
        var pending = new List<byte[]>();
        using var reader = new WandbLogReader(path);
        bool kept = true;
        bool begun = length == Beginning;
        while (reader.TryRead(out ReadOnlySpan<byte> record))
        {
            bool within = reader.Position <= length;
            long step = -1;
            int kind = within ? 0 : KindOf(record, out step);
            begun &= kind is not (WandbFields.History or WandbFields.Summary or WandbFields.Exit);
            within |= begun;
            bool row = kind == WandbFields.History;
            kept = within
                || (row && (reader.Position <= sent || (history.SentStep >= 0 && step == history.SentStep)))
                || (kind == WandbFields.Files && kept);
            if (kept)
            {
                // What stood between the rows is kept with the later of them.
                pending.ForEach(between => history.Add(between));
                pending.Clear();
                history.Add(record);
                history.Length = reader.Position;
                history.SentStep = row ? step : history.SentStep;
            }
            else if (row)
            {
                break;
            }
            else
            {
                pending.Add(record.ToArray());
            }
        }

        return history.Length >= Math.Max(length, 1)
            ? history
            : throw new InvalidDataException(FormattableString.Invariant($"'{path}' ends at byte {history.Length}, before the {length} that are known."));
    }

    private static int KindOf(ReadOnlySpan<byte> record, out long step)
    {
        step = -1;
        int kind = 0;
        var fields = new MessageReader(record);
        while (fields.Next())
        {
            kind = fields.Field == WandbFields.RecordNumber ? kind : fields.Field;
            step = fields.Field == WandbFields.History ? StepOf(fields.Bytes) : step;
        }

        return kind;
    }

    private static long StepOf(ReadOnlySpan<byte> row)
    {
        long step = -1;
        var fields = new MessageReader(row);
        while (fields.Next())
        {
            if (fields.Field == WandbFields.Items && WandbItem.Read(fields.Bytes) is var item && item.Name == WandbKeys.GlobalStep)
            {
                step = JsonSerializer.Deserialize(item.Json, WandbJson.Default.Int64);
            }
        }

        return step;
    }

    private void Add(ReadOnlySpan<byte> record)
    {
        Records++;
        var fields = new MessageReader(record);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case WandbFields.Run:
                    AddRun(fields.Bytes);
                    break;
                case WandbFields.Metric:
                    AddMetric(fields.Bytes);
                    break;
                case WandbFields.History:
                    Rows++;
                    AddRow(fields.Bytes);
                    break;
            }
        }
    }

    private void AddRun(ReadOnlySpan<byte> run)
    {
        var fields = new MessageReader(run);
        while (fields.Next())
        {
            if (fields.Field == WandbFields.StartTime)
            {
                Started = Time(fields.Bytes);
            }
            else if (fields.Field == WandbFields.RunConfig)
            {
                var items = new MessageReader(fields.Bytes);
                while (items.Next())
                {
                    WandbItem item = WandbItem.Read(items.Bytes);
                    Config.Add((item.Name, item.Json.ToArray()));
                }
            }
        }
    }

    private void AddMetric(ReadOnlySpan<byte> metric)
    {
        var fields = new MessageReader(metric);
        while (fields.Next())
        {
            if (fields.Field == WandbFields.MetricName)
            {
                Series[Encoding.UTF8.GetString(fields.Bytes)].Defined = true;
            }
        }
    }

    private void AddRow(ReadOnlySpan<byte> row)
    {
        var fields = new MessageReader(row);
        while (fields.Next())
        {
            if (fields.Field == WandbFields.Items && WandbItem.Read(fields.Bytes) is var item && item.Name is var name && !WandbKeys.IsOfRow(name))
            {
                Series[name].Set(item.Json);
            }
        }
    }

    private static double Time(ReadOnlySpan<byte> timestamp)
    {
        double seconds = 0;
        var fields = new MessageReader(timestamp);
        while (fields.Next())
        {
            seconds += fields.Field == 1 ? fields.Number : fields.Number * 1e-9;
        }

        return seconds;
    }
}
