using System.Text;
using Hamlet.Formats;
using Hamlet.Formats.Wandb;

namespace Hamlet.Outputs.Wandb;

/// <summary>The records that go to the server together, as it wants them.</summary>
internal sealed class WandbBatch
{
    private const int MaxBytes = 2 << 20;
    private const int MaxRows = 2000;

    private readonly MessageBuffer _line = new(1 << 10);
    private int _bytes;

    /// <summary>Where in the file it ends.</summary>
    public long End { get; private set; }

    /// <summary>The rows of history, each a line of JSON.</summary>
    public List<byte[]> Rows { get; } = [];

    /// <summary>The files that are named in it.</summary>
    public List<string> Files { get; } = [];

    /// <summary>The run's exit code where the run is over.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>Whether the summary has changed.</summary>
    public bool Summary { get; private set; }

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => Rows.Count == 0 && Files.Count == 0 && ExitCode is null && !Summary;

    /// <summary>Whether it takes no more.</summary>
    public bool IsFull => _bytes >= MaxBytes || Rows.Count >= MaxRows || ExitCode is not null;

    /// <summary>Adds a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="end">Where in the file it ends.</param>
    public void Add(ReadOnlySpan<byte> record, long end)
    {
        End = end;
        var fields = new MessageReader(record);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case WandbFields.History:
                    Rows.Add(Line(fields.Bytes));
                    _bytes += Rows[^1].Length;
                    break;
                case WandbFields.Summary:
                    Summary = true;
                    break;
                case WandbFields.Files:
                    AddFiles(fields.Bytes);
                    break;
                case WandbFields.Exit:
                    ExitCode = Exit(fields.Bytes);
                    break;
            }
        }
    }

    private static int Exit(ReadOnlySpan<byte> exit)
    {
        int code = 0; // The value that a message leaves out.
        var fields = new MessageReader(exit);
        while (fields.Next())
        {
            code = fields.Field == WandbFields.ExitCode ? (int)fields.Number : code;
        }

        return code;
    }

    private byte[] Line(ReadOnlySpan<byte> row)
    {
        _line.Truncate(0);
        JsonText.Raw(_line, "{"u8);
        var fields = new MessageReader(row);
        while (fields.Next())
        {
            if (fields.Field == WandbFields.Items)
            {
                WandbItem item = WandbItem.Read(fields.Bytes);
                if (_line.Length > 1)
                {
                    JsonText.Raw(_line, ","u8);
                }

                JsonText.Write(_line, item.Key);
                JsonText.Raw(_line, ":"u8);
                JsonText.Raw(_line, item.Json);
            }
        }

        JsonText.Raw(_line, "}"u8);
        return _line.Written.ToArray();
    }

    private void AddFiles(ReadOnlySpan<byte> message)
    {
        var files = new MessageReader(message);
        while (files.Next())
        {
            var fields = new MessageReader(files.Bytes);
            while (fields.Next())
            {
                if (fields.Field == WandbFields.FilePath)
                {
                    Files.Add(Encoding.UTF8.GetString(fields.Bytes));
                }
            }
        }
    }
}
