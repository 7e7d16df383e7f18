using Hamlet.Metrics;
using Hamlet.State;

namespace Hamlet.Outputs.Csv;

/// <summary>
/// Writes <c>csv/RECORD.csv</c> in the run's directory, one file a kind of record, by RFC 4180: UTF-8, a header, rows that end in CRLF,
/// quotes doubled.
/// <para>
/// Numbers do not depend on the language of the machine and read back bit for bit; they may be <c>NaN</c>, <c>Infinity</c>,
/// <c>-Infinity</c> and <c>-0</c>; true is 1. A value that the record did not have is an empty field, an empty text is <c>""</c>. Of a
/// distribution stand count, min, max, mean and std. Maps have rows of their own in <c>RECORD_values.csv</c>, by the record's sequence
/// number; pictures are left out. <c>RECORD.schema.json</c> says what the columns mean, and the version of the layout.
/// </para>
/// </summary>
[Sink("csv")]
public sealed class CsvSink : IMetricSink
{
    /// <summary>The directory of the files within that of the run.</summary>
    public const string FolderName = "csv";

    private readonly SinkContext _context;
    private readonly CsvFolder _folder;
    private CsvTable?[] _tables = [];

    /// <summary>Makes the directory.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public CsvSink(CsvOptions options, SinkContext context)
    {
        _ = options;
        _context = context;
        string path = Path.Combine(context.RunDirectory, FolderName);
        Directory.CreateDirectory(path);
        _folder = new CsvFolder(path);
    }

    private IEnumerable<CsvFile> Files =>
        _tables.OfType<CsvTable>().SelectMany(static table => new[] { table.Records, table.Values }).OfType<CsvFile>();

    /// <inheritdoc/>
    public void Write(in MetricEntry entry)
    {
        int id = entry.Schema.Id;
        CsvTable table = id < _tables.Length && _tables[id] is { } known ? known : AddTable(entry.Schema);
        table.Write(in entry);
    }

    /// <inheritdoc/>
    public void Flush()
    {
        foreach (CsvTable? table in _tables)
        {
            table?.Records.Flush();
            table?.Values?.Flush();
        }
    }

    /// <summary>Writes everything to the device, and notes how long each file is.</summary>
    public void SaveState(StateWriter writer)
    {
        foreach (CsvFile file in Files)
        {
            file.FlushToDisk();
        }

        // Files of an earlier process that has gone on, and of records that this one has not seen yet, are as long as they are.
        string[] names = [.. _folder.Files()];
        writer.Write("files", names.Length);
        for (int i = 0; i < names.Length; i++)
        {
            writer.Write($"name_{i}", names[i]);
            writer.Write($"length_{i}", _folder.LengthOf(names[i]));
        }
    }

    /// <summary>Cuts every file back to the length that was noted, and deletes those that came later.</summary>
    public void LoadState(StateReader reader)
    {
        Close();
        var lengths = new Dictionary<string, long>(StringComparer.Ordinal);
        for (int i = 0; i < reader.ReadInt64("files"); i++)
        {
            lengths.Add(reader.ReadText($"name_{i}"), reader.ReadInt64($"length_{i}"));
        }

        _folder.CutBack(lengths);
    }

    /// <summary>Writes everything and closes.</summary>
    public void Dispose() => Close();

    private void Close()
    {
        CsvTable?[] tables = _tables;
        _tables = [];
        List<Exception> failures = [];
        foreach (CsvTable? table in tables)
        {
            try
            {
                table?.Dispose();
            }
            catch (IOException e)
            {
                failures.Add(e);
            }
        }

        if (failures.Count > 0)
        {
            throw failures[0];
        }
    }

    private CsvTable AddTable(MetricSchema schema)
    {
        if (schema.Id >= _tables.Length)
        {
            Array.Resize(ref _tables, schema.Id + 1);
        }

        return _tables[schema.Id] = new CsvTable(_folder, schema, _context.Agents);
    }
}
