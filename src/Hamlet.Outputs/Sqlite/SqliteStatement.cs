using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Hamlet.Outputs.Sqlite;

/// <summary>
/// A prepared statement that is run again and again. It speaks to SQLite's own interface: the commands of ADO.NET box every value and
/// bind every parameter anew, which halves the rate. Values stay bound from one run to the next.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <summary>Prepares a statement.</summary>
    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v2(database, sql, out _statement));
    }

    /// <summary>Binds a whole number. Parameters count from 1.</summary>
    public void Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(_statement, parameter, value));

    /// <summary>Binds a number. SQLite turns NaN into NULL, so it becomes the text <c>NaN</c>.</summary>
    public void Bind(int parameter, double value)
    {
        if (double.IsNaN(value))
        {
            Bind(parameter, "NaN"u8);
        }
        else
        {
            Check(raw.sqlite3_bind_double(_statement, parameter, value));
        }
    }

    /// <summary>Binds a text.</summary>
    public void Bind(int parameter, ReadOnlySpan<byte> utf8)
    {
        // An empty span has no address, and a text without an address is NULL.
        Check(utf8.IsEmpty ? raw.sqlite3_bind_text(_statement, parameter, "") : raw.sqlite3_bind_text(_statement, parameter, utf8));
    }

    /// <summary>Binds NULL.</summary>
    public void BindNull(int parameter) => Check(raw.sqlite3_bind_null(_statement, parameter));

    /// <summary>Runs the statement, which has no result.</summary>
    public void Run()
    {
        int result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _statement?.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }
    }
}
