using Hamlet.Analysis.Reading;
using Hamlet.Outputs.Sqlite;

namespace Hamlet.Hosting.Export;

/// <summary>
/// A database of scalars: tables of runs, tags and points, and the view <c>scalars(run, tag, step, wall_time, value, axis)</c> over them. NaN is the text
/// <c>NaN</c>, since SQLite has no such number.
/// </summary>
internal sealed class SqliteExport : IScalarExport
{
    private readonly SqliteDatabase _database;
    private readonly Dictionary<RunTag, long> _tags = [];
    private readonly Dictionary<string, long> _tagIds = new(StringComparer.Ordinal);
    private readonly SqliteStatement _insert;
    private long _run;

    /// <summary>Makes a database.</summary>
    /// <param name="path">Its file, which is not there yet.</param>
    public SqliteExport(string path)
    {
        _database = new SqliteDatabase(path, TimeSpan.FromSeconds(5));
        try
        {
            _database.Execute("""
                CREATE TABLE runs (run_id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                CREATE TABLE tags (tag_id INTEGER PRIMARY KEY, tag TEXT NOT NULL, axis TEXT NOT NULL);
                CREATE TABLE points (run_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, step INTEGER NOT NULL, wall_time REAL NOT NULL, value NOT NULL);
                CREATE VIEW scalars AS SELECT name AS run, tag, step, wall_time, value, axis FROM points JOIN runs USING (run_id) JOIN tags USING (tag_id);
                """);
            _insert = _database.Prepare("INSERT INTO points VALUES (?, ?, ?, ?, ?)");
            _database.Begin();
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Begin(string run)
    {
        _run++;
        _database.Execute("INSERT INTO runs VALUES ($0, $1)", _run, run);
        _tags.Clear();
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _database.Execute("DELETE FROM points WHERE run_id = $0", _run);
        _tags.Clear();
    }

    /// <inheritdoc/>
    public void Visit(RunTag tag, long step, double wallTime, double value)
    {
        if (!_tags.TryGetValue(tag, out long id))
        {
            id = TagId(tag);
            _tags.Add(tag, id);
        }

        _insert.Bind(1, _run);
        _insert.Bind(2, id);
        _insert.Bind(3, step);
        _insert.Bind(4, wallTime);
        _insert.Bind(5, value);
        _insert.Run();
    }

    /// <inheritdoc/>
    public void End()
    {
        _database.Execute("CREATE INDEX points_by_tag ON points (tag_id, run_id, step)");
        _database.Commit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _insert.Dispose();
        _database.Dispose();
    }

    private long TagId(RunTag tag)
    {
        if (!_tagIds.TryGetValue(tag.Name, out long id))
        {
            id = _tagIds.Count + 1;
            _tagIds.Add(tag.Name, id);
            _database.Execute("INSERT INTO tags VALUES ($0, $1, $2)", id, tag.Name, tag.ByEpisode ? "episode" : "step");
        }

        return id;
    }
}
