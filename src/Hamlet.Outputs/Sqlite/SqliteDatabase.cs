using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Hamlet.Outputs.Sqlite;

/// <summary>One open database, written in batches: a transaction begins with the first change after a commit.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    // A write that finds the database locked does not hold the writer thread up: the log keeps its records and tries again.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMilliseconds(100);

    private readonly SqliteConnection _connection;
    private readonly sqlite3 _handle;
    private readonly TimeSpan _busyTimeout;

    /// <summary>Opens or makes a database.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="busyTimeout">How long to wait for another process's lock.</param>
    public SqliteDatabase(string path, TimeSpan busyTimeout)
    {
        _busyTimeout = busyTimeout;

        // Said here, the provider is found without reflection.
        Batteries_V2.Init();
        int seconds = Math.Max(1, (int)Math.Ceiling(busyTimeout.TotalSeconds));
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = seconds };
        _connection = new SqliteConnection(settings.ToString());
        try
        {
            _connection.Open();
            _handle = _connection.Handle!;
            raw.sqlite3_busy_timeout(_handle, (int)Math.Min(int.MaxValue, busyTimeout.TotalMilliseconds));

            // The log beside the database lets others read while this one writes. Without a sync at every commit a crash of the machine
            // may cost the last commits, never the database. A checkpoint every 16 MB instead of 4 writes a hot page less often.
            Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Whether there are changes that were not committed.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>Ends the patience that opening has: from here on another process's lock is waited for no longer than a moment.</summary>
    public void WaitShortly() => raw.sqlite3_busy_timeout(_handle, (int)Math.Min(_busyTimeout.TotalMilliseconds, s_longestWait.TotalMilliseconds));

    /// <summary>Begins a transaction unless there is one.</summary>
    public void Begin()
    {
        if (!InTransaction)
        {
            RunPlainly("BEGIN IMMEDIATE");
        }
    }

    /// <summary>Commits the transaction, if there is one.</summary>
    public void Commit()
    {
        if (InTransaction)
        {
            RunPlainly("COMMIT");
        }
    }

    /// <summary>Waits until the device has everything that was committed.</summary>
    public void Checkpoint() => Execute("PRAGMA wal_checkpoint(PASSIVE)");

    /// <summary>Does all of something or, if it throws, nothing of it, within the transaction.</summary>
    public void Atomically(Action action)
    {
        Begin();
        Execute("SAVEPOINT part");
        try
        {
            action();
            Execute("RELEASE part");
        }
        catch
        {
            if (InTransaction)
            {
                Execute("ROLLBACK TO part; RELEASE part");
            }

            throw;
        }
    }

    /// <summary>Runs statements, whose parameters are named $0, $1, ...</summary>
    public void Execute(string sql, params ReadOnlySpan<object?> parameters)
    {
        using SqliteCommand command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a query and returns its rows.</summary>
    public List<object[]> Query(string sql, params ReadOnlySpan<object?> parameters)
    {
        using SqliteCommand command = Command(sql, parameters);
        using SqliteDataReader reader = command.ExecuteReader();
        List<object[]> rows = [];
        while (reader.Read())
        {
            object[] row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Prepares a statement for many runs.</summary>
    public SqliteStatement Prepare(string sql) => new(_handle, sql);

    /// <summary>Closes the database; what was not committed is lost.</summary>
    public void Dispose() => _connection.Dispose();

    /// <summary>Runs a statement past ADO.NET, whose commands try again for as long as opening may wait while the database is locked.</summary>
    private void RunPlainly(string sql) => SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(_handle, sql), _handle);

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < parameters.Length; i++)
        {
            command.Parameters.AddWithValue($"${i}", parameters[i] ?? DBNull.Value);
        }

        return command;
    }
}
