using System.Globalization;
using Hamlet.Metrics;
using Hamlet.State;
using Microsoft.Data.Sqlite;
using SQLitePCL;

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
    private readonly string _path;
    private RecordCatalog? _catalog;
    private RecordTable?[] _tables = [];
    private long _nextSequence;
    private int _rows;
    private long _uncommitted;
    private long _lost;
    private bool _closed;

    /// <summary>Opens or makes the database, and registers the run.</summary>
    /// <exception cref="SqliteException">It cannot be opened or written.</exception>
    public SqliteSink(SqliteOptions options, SinkContext context)
    {
        _options = options;
        _context = context;
        _path = Path.Combine(context.RunDirectory, FileName);
        _database = new SqliteDatabase(_path, TimeSpan.FromSeconds(options.BusyTimeout));
        try
        {
            _catalog = new RecordCatalog(_database);
            Register();
            _database.Commit();
            _database.WaitShortly();
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string OpenCommand =>
        // Nobody need have the database's own program: ours asks it, too.
        $"hamlet query {ShellWord.Of(_context.RunDirectory)} {ShellWord.Of($"SELECT episode, metric_name, value FROM metrics WHERE agent_id = {SqlText.Literal(_context.Agents.Names[0])} ORDER BY episode")}";

    /// <inheritdoc/>
    public void Write(in MetricEntry entry)
    {
        _database.Begin();
        try
        {
            int id = entry.Schema.Id;
            RecordTable table = id < _tables.Length && _tables[id] is { } known ? known : AddTable(entry.Schema);
            _rows += table.Write(in entry);
        }
        catch
        {
            ForgetIfRolledBack();
            throw;
        }

        _uncommitted++;
        _nextSequence = entry.Sequence + 1;
        if (_rows >= _options.CommitRows)
        {
            Commit();
        }
    }

    /// <summary>A lock, a full disk and an error of the device may pass.</summary>
    public bool MayPass(Exception reason) => reason is SqliteException
    {
        SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL or raw.SQLITE_IOERR,
    };

    /// <summary>The records of transactions that SQLite rolled back, as it does where the disk gets full.</summary>
    public long TakeLost()
    {
        long lost = _lost;
        _lost = 0;
        return lost;
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
        Commit();
        RunFile.MustExist(_path);
    }

    /// <summary>Commits everything to the device, and notes the sequence number that follows.</summary>
    public void SaveState(StateWriter writer)
    {
        Commit();
        _database.Checkpoint();
        writer.Write("next_sequence", _nextSequence);
    }

    /// <summary>Deletes the rows from the noted sequence number on.</summary>
    public void LoadState(StateReader reader)
    {
        _nextSequence = reader.ReadInt64("next_sequence");
        (_catalog ??= new RecordCatalog(_database)).DeleteFrom(_nextSequence);
        Commit();
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
            DropTables();
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

    private void Commit()
    {
        try
        {
            _database.Commit();
            _rows = 0;
            _uncommitted = 0;
        }
        catch
        {
            ForgetIfRolledBack();
            throw;
        }
    }

    /// <summary>After a failure: where the transaction is gone, so are its records, and the tables that were made in it.</summary>
    private void ForgetIfRolledBack()
    {
        if (!_database.InTransaction)
        {
            _lost += _uncommitted;
            _uncommitted = 0;
            _rows = 0;
            _catalog = null;
            DropTables();
        }
    }

    private void DropTables()
    {
        foreach (RecordTable? table in _tables)
        {
            table?.Dispose();
        }

        _tables = [];
    }

    private RecordTable AddTable(MetricSchema schema)
    {
        if (schema.Id >= _tables.Length)
        {
            Array.Resize(ref _tables, schema.Id + 1);
        }

        return _tables[schema.Id] = new RecordTable(_database, _catalog ??= new RecordCatalog(_database), schema, _context);
    }
}
