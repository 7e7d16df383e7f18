using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Hamlet.Outputs.Sqlite;

/// <summary>
/// Reads the database of a run, also while it is written. It cannot change it.
/// <code>
/// using var database = MetricDatabase.Open("runs/town_dqn/20251009-085320-abcd");
/// foreach (MetricPoint point in database.Read(new MetricQuery { Metric = "total_reward", FromEpisode = 100 })) ...
/// </code>
/// </summary>
public sealed class MetricDatabase : IDisposable
{
    private readonly SqliteConnection _connection;

    private MetricDatabase(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the database of a run.</summary>
    /// <param name="run">The run's directory, or the file itself.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public static MetricDatabase Open(string run)
    {
        string path = Directory.Exists(run) ? Path.Combine(run, SqliteSink.FileName) : run;
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no database '{path}'.", path);
        }

        Batteries_V2.Init();
        try
        {
            return new MetricDatabase(Connect(path));
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN && IsWhole(path))
        {
            // Where nothing can be written there is no place for the index that readers and a writer share, and there is no writer either.
            return new MetricDatabase(Connect(new Uri(Path.GetFullPath(path)).AbsoluteUri + "?immutable=1"));
        }
    }

    /// <summary>The numbers that a query asks for, in the order of step, tag and agent, so that pages neither overlap nor leave gaps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit or the offset is none.</exception>
    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public IReadOnlyList<MetricPoint> Read(MetricQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.Limit);
        ArgumentOutOfRangeException.ThrowIfNegative(query.Offset);
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText =
            """
            SELECT step, episode, agent_id, metric_name, tag, value FROM metrics
            WHERE ($agent IS NULL OR agent_id = $agent) AND ($metric IS NULL OR metric_name = $metric OR tag = $metric)
              AND ($from IS NULL OR episode >= $from) AND ($to IS NULL OR episode <= $to)
            ORDER BY step, tag, agent_id, episode, timestamp LIMIT $limit OFFSET $offset
            """;
        Add(command, "$agent", query.Agent);
        Add(command, "$metric", query.Metric);
        Add(command, "$from", query.FromEpisode);
        Add(command, "$to", query.ToEpisode);
        Add(command, "$limit", query.Limit);
        Add(command, "$offset", query.Offset);
        using SqliteDataReader reader = command.ExecuteReader();
        var points = new List<MetricPoint>();
        while (reader.Read())
        {
            // The database has the text NaN where SQLite has no number.
            double value = reader.GetValue(5) is string ? double.NaN : reader.GetDouble(5);
            points.Add(new MetricPoint(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), value));
        }

        return points;
    }

    /// <summary>Runs a statement of SQL and hands over its rows as they come.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="onColumns">Told the names of the columns, before the first row; none if the statement has no result.</param>
    /// <param name="onRow">Told each row: <c>long</c>, <c>double</c>, <c>string</c>, <c>byte[]</c> or null a column. The array is used again.</param>
    /// <exception cref="SqliteException">The statement is wrong, or would change something.</exception>
    /// <exception cref="InvalidOperationException">There is no statement, more than one, or one with a parameter.</exception>
    public void Run(string sql, Action<IReadOnlyList<string>> onColumns, Action<IReadOnlyList<object?>> onRow)
    {
        // The provider would run all of them and show the first.
        if (Prepare(sql) is not var (rest, parameter))
        {
            throw new InvalidOperationException("there is no statement to run: say one, such as SELECT * FROM metrics LIMIT 10");
        }

        if (Prepare(rest) is not null)
        {
            throw new InvalidOperationException($"there is more than one statement, and each is run by itself: the second begins with '{Begin(rest)}'");
        }

        if (parameter is not null)
        {
            throw new InvalidOperationException($"there is no value for the parameter '{parameter}': write the value in its place");
        }

        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        onColumns([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)]);
        object?[] row = new object?[reader.FieldCount];
        while (reader.Read())
        {
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = reader.GetValue(i) is var value and not DBNull ? value : null;
            }

            onRow(row);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    // What follows the first statement of a text, and its first parameter if it has one; null where there is no statement, but blanks and comments.
    private (string Following, string? Parameter)? Prepare(string sql)
    {
        int result = raw.sqlite3_prepare_v2(_connection.Handle, sql, out sqlite3_stmt? statement, out string rest);
        using (statement)
        {
            if (result != raw.SQLITE_OK)
            {
                // Wrong SQL is a statement, too: running it says what is wrong.
                return ("", null);
            }

            if (statement is not { IsInvalid: false })
            {
                return null;
            }

            bool hasParameter = raw.sqlite3_bind_parameter_count(statement) > 0;
            return (rest, hasParameter ? raw.sqlite3_bind_parameter_name(statement, 1).utf8_to_string() ?? "?" : null);
        }
    }

    private static SqliteConnection Connect(string source)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            // Opening does not read it yet.
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM sqlite_master";
            command.ExecuteScalar();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Whether nothing of it still stands in its log.
    private static bool IsWhole(string path) => new FileInfo(path + "-wal") is not { Exists: true, Length: > 0 };

    private static string Begin(string sql) => sql.Trim() is { Length: > 20 } text ? text[..20] + "..." : sql.Trim();

    private static void Add(SqliteCommand command, string name, object? value) => command.Parameters.AddWithValue(name, value ?? DBNull.Value);
}
