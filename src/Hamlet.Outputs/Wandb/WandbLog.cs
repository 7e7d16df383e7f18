using System.Text;
using Hamlet.Formats;
using Hamlet.Formats.Wandb;

namespace Hamlet.Outputs.Wandb;

/// <summary>The records of a run's <c>.wandb</c> file, each with its number. What is written waits until <see cref="Flush"/>.</summary>
internal sealed class WandbLog(WandbLogWriter file, long records) : IDisposable
{
    private const int MediaFile = 2;

    /// <summary>The file.</summary>
    public string Path => file.Path;

    /// <summary>Its length, all records written so far included.</summary>
    public long Length => file.Length;

    /// <summary>How many bytes wait.</summary>
    public int Buffered => file.Buffered;

    /// <summary>What the file is: a record that every file begins with.</summary>
    public void Header()
    {
        MessageBuffer record = Begin();
        int header = record.Open(WandbFields.Header);
        int version = record.Open(WandbFields.VersionInfo);
        record.Bytes(WandbFields.Producer, "hamlet"u8);
        record.Bytes(WandbFields.MinimumConsumer, "0.70.0"u8);
        record.Close(version);
        record.Close(header);
        file.End();
    }

    /// <summary>What the run is.</summary>
    public void Run(WandbSettings settings, string id, double started, IReadOnlyList<(string Key, byte[] Json)> config)
    {
        MessageBuffer record = Begin();
        int run = record.Open(WandbFields.Run);
        Text(record, WandbFields.RunId, id);
        Text(record, WandbFields.Entity, settings.Entity);
        Text(record, WandbFields.Project, settings.Project);
        int items = record.Open(WandbFields.RunConfig);
        foreach ((string key, byte[] json) in config)
        {
            Item(record, Encoding.UTF8.GetBytes(key), json);
        }

        record.Close(items);
        Text(record, WandbFields.Group, settings.Group);
        Text(record, WandbFields.JobType, settings.JobType);
        Text(record, WandbFields.DisplayName, settings.Name);
        Text(record, WandbFields.Notes, settings.Notes);
        foreach (string tag in settings.Tags)
        {
            Text(record, WandbFields.Tags, tag);
        }

        Text(record, WandbFields.Host, Environment.MachineName);
        int time = record.Open(WandbFields.StartTime);
        long seconds = (long)Math.Floor(started);
        record.Varint(1, seconds);
        record.Varint(2, (long)((started - seconds) * 1e9));
        record.Close(time);
        record.Close(run);
        file.End();
    }

    /// <summary>What a key's curve is drawn over; null for a key that others are drawn over.</summary>
    public void Metric(ReadOnlySpan<byte> key, string? over)
    {
        MessageBuffer record = Begin();
        int metric = record.Open(WandbFields.Metric);
        record.Bytes(WandbFields.MetricName, key);
        if (over is not null)
        {
            Text(record, WandbFields.StepMetric, over);
        }

        int options = record.Open(WandbFields.MetricOptions);
        record.Varint(over is null ? WandbFields.Defined : WandbFields.StepSync, 1);
        record.Close(options);
        record.Close(metric);
        file.End();
    }

    /// <summary>A row of history.</summary>
    /// <param name="items">Its items, the row's number among them.</param>
    /// <param name="number">That number, from 0.</param>
    public void History(MessageBuffer items, long number)
    {
        MessageBuffer record = Begin();
        int history = record.Open(WandbFields.History, lengthBytes: 2);
        JsonText.Raw(record, items.Written);
        int step = record.Open(WandbFields.HistoryStep);
        record.Varint(1, number);
        record.Close(step);
        record.Close(history, lengthBytes: 2);
        file.End();
    }

    /// <summary>Last values that the summary does not have yet.</summary>
    public void Summary(IEnumerable<WandbSeries> changed, IReadOnlyList<(string Key, byte[] Json)> more)
    {
        MessageBuffer record = Begin();
        int summary = record.Open(WandbFields.Summary, lengthBytes: 2);
        foreach (WandbSeries series in changed)
        {
            Item(record, series.Key, series.Last);
        }

        foreach ((string key, byte[] json) in more)
        {
            Item(record, Encoding.UTF8.GetBytes(key), json);
        }

        record.Close(summary, lengthBytes: 2);
        file.End();
    }

    /// <summary>A file of the run, to be sent when this is read.</summary>
    public void File(string name, bool media)
    {
        MessageBuffer record = Begin();
        int files = record.Open(WandbFields.Files);
        int one = record.Open(1);
        Text(record, WandbFields.FilePath, name);
        if (media)
        {
            record.Varint(WandbFields.FileType, MediaFile);
        }

        record.Close(one);
        record.Close(files);
        file.End();
    }

    /// <summary>The run is over.</summary>
    public void Exit(int code, long seconds)
    {
        MessageBuffer record = Begin();
        int exit = record.Open(WandbFields.Exit);
        record.Varint(WandbFields.ExitCode, code);
        record.Varint(WandbFields.ExitRuntime, seconds);
        record.Close(exit);
        file.End();
    }

    /// <summary>Hands everything to the operating system with one call.</summary>
    public void Flush() => file.Flush();

    /// <summary>Flushes, and waits until the device has it.</summary>
    public void FlushToDisk() => file.FlushToDisk();

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static void Text(MessageBuffer record, int field, string text)
    {
        if (text.Length > 0)
        {
            record.Bytes(field, Encoding.UTF8.GetBytes(text));
        }
    }

    private static void Item(MessageBuffer record, ReadOnlySpan<byte> key, ReadOnlySpan<byte> json)
    {
        int item = record.Open(WandbFields.Items);
        record.Bytes(WandbFields.ItemKey, key);
        record.Bytes(WandbFields.ItemJson, json);
        record.Close(item);
    }

    private MessageBuffer Begin()
    {
        MessageBuffer record = file.Begin();
        record.Varint(WandbFields.RecordNumber, ++records);
        return record;
    }
}
