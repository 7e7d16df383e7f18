using System.Globalization;
using Hamlet.Metrics;
using Hamlet.State;

namespace Hamlet.Outputs.Sqlite;

/// <summary>
/// Writes <c>metrics.db</c> in the run's directory: one typed table a record, and over all of them the view
/// <c>metrics(run_id, timestamp, step, episode, agent_id, metric_name, value, tag)</c>. Others may read while it is written.
/// <para>
/// Numbers read back bit for bit, the infinities and -0.0 included. SQLite has no NaN: it stands as the text <c>NaN</c>, in the tables and
/// in the view, while a value that the record did not have is NULL and not in the view. Sums and means take that text for 0: leave it out
/// with <c>typeof(value) &lt;&gt; 'text'</c>. The tables hold the time as seconds since 1970 UTC, the view as ISO 8601.
/// </para>
/// </summary>
[Sink("database")]
public sealed class SqliteSink : IMetricSink, IHyperparameterSink
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "metrics.db";

    private readonly SqliteOptions _options;
    private readonly SinkContext _context;
    private readonly SqliteDatabase _database;
    private readonly RecordCatalog _catalog;
    private RecordTable?[] _tables = [];
    private long _nextSequence;
    private int _rows;
    private bool _closed;

    /// <summary>Opens or makes the database, and registers the run.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">It cannot be opened or written.</exception>
    public SqliteSink(SqliteOptions options, SinkContext context)
    {
        _options = options;
        _context = context;
        _database = new SqliteDatabase(Path.Combine(context.RunDirectory, FileName), TimeSpan.FromSeconds(options.BusyTimeout));
        try
        {
            _catalog = new RecordCatalog(_database);
            Register();
            _database.Commit();
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string OpenCommand =>
        $"sqlite3 {Path.Combine(_context.RunDirectory, FileName)} \"SELECT episode, metric_name, value FROM metrics WHERE agent_id = '{_context.Agents.Names[0]}' ORDER BY episode\"";

    /// <inheritdoc/>
    public void Write(in MetricEntry entry)
    {
        _database.Begin();
        int id = entry.Schema.Id;
        RecordTable table = id < _tables.Length && _tables[id] is { } known ? known : AddTable(entry.Schema);
        _rows += table.Write(in entry);
        _nextSequence = entry.Sequence + 1;
        if (_rows >= _options.CommitRows)
        {
            Flush();
        }
    }

    /// <summary>Stores them in the table <c>hyperparameters</c>: numbers and truth values as numbers, texts as texts.</summary>
    public void WriteHyperparameters(IReadOnlyList<Hyperparameter> values, IReadOnlyList<string> metrics)
    {
        _database.Atomically(() =>
        {
            foreach (Hyperparameter value in values)
            {
                object stored = value.Kind == HyperparameterKind.Text ? value.Text : value.Number;
                _database.Execute("INSERT OR REPLACE INTO hyperparameters VALUES($0, $1, $2)", _context.RunId, value.Name, stored);
            }
        });
        Flush();
    }

    /// <summary>Nothing: the numbers are in the records, the outcome in <c>run.json</c>.</summary>
    public void WriteOutcome(bool success, IReadOnlyList<(string Tag, double Value)> metrics)
    {
    }

    /// <inheritdoc/>
    public void Flush()
    {
        _rows = 0;
        _database.Commit();
    }

    /// <summary>Commits everything to the device, and notes the sequence number that follows.</summary>
    public void SaveState(StateWriter writer)
    {
        _rows = 0;
        _database.CommitToDisk();
        writer.Write("next_sequence", _nextSequence);
    }

    /// <summary>Deletes the rows from the noted sequence number on.</summary>
    public void LoadState(StateReader reader)
    {
        _nextSequence = reader.ReadInt64("next_sequence");
        _catalog.DeleteFrom(_nextSequence);
        Flush();
    }

    /// <summary>Commits and closes.</summary>
    public void Dispose()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        try
        {
            foreach (RecordTable? table in _tables)
            {
                table?.Dispose();
            }

            _tables = [];
            Flush();
        }
        finally
        {
            _database.Dispose();
        }
    }

    private void Register() => _database.Atomically(() => _database.Execute(
        """
        INSERT INTO runs VALUES($0, $1, $2, $3)
        ON CONFLICT(run_id) DO UPDATE SET experiment = excluded.experiment, configuration = excluded.configuration
        """,
        _context.RunId,
        _context.Experiment,
        _context.Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        _context.Configuration));

    private RecordTable AddTable(MetricSchema schema)
    {
        if (schema.Id >= _tables.Length)
        {
            Array.Resize(ref _tables, schema.Id + 1);
        }

        return _tables[schema.Id] = new RecordTable(_database, _catalog, schema, _context);
    }
}
