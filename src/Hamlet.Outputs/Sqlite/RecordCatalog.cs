using Hamlet.Metrics;

namespace Hamlet.Outputs.Sqlite;

/// <summary>
/// The tables of the database: <c>runs</c>; one a record, made when its first row comes; <c>record_kinds</c> and <c>record_fields</c>,
/// which say what those hold; and the view over them.
/// </summary>
internal sealed class RecordCatalog
{
    private const string Fixed = """
        CREATE TABLE IF NOT EXISTS runs(
            run_id TEXT PRIMARY KEY, experiment TEXT NOT NULL, started_at TEXT NOT NULL, configuration TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS hyperparameters(run_id TEXT NOT NULL, name TEXT NOT NULL, value, PRIMARY KEY(run_id, name)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS record_kinds(
            name TEXT PRIMARY KEY, clocked INTEGER NOT NULL, axis TEXT NOT NULL, description TEXT NOT NULL, type TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS record_fields(
            record TEXT NOT NULL, position INTEGER NOT NULL, field TEXT NOT NULL, kind TEXT NOT NULL, "column" TEXT NOT NULL,
            metric_name TEXT, tag TEXT NOT NULL, unit TEXT, description TEXT NOT NULL, PRIMARY KEY(record, "column"));
        """;

    private static readonly string[] s_commonDeclarations =
    [
        "run_id TEXT NOT NULL", "sequence INTEGER PRIMARY KEY", "timestamp REAL NOT NULL",
        "step INTEGER NOT NULL", "episode INTEGER NOT NULL", "agent_id TEXT NOT NULL",
    ];

    private readonly SqliteDatabase _database;
    private readonly HashSet<string> _claimed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes what is not there yet.</summary>
    public RecordCatalog(SqliteDatabase database)
    {
        _database = database;
        database.Atomically(() =>
        {
            database.Execute(Fixed);
            MakeView();
        });
    }

    /// <summary>The name of the table that holds the maps of a record.</summary>
    public static string ValuesTable(string record) => record + "_values";

    /// <summary>Makes or extends the table of a kind of record, and returns its name.</summary>
    public string Add(MetricSchema schema, RecordLayout layout)
    {
        string record = Claim(schema);
        try
        {
            _database.Atomically(() =>
            {
                MakeTable(record, layout);
                Describe(record, schema, layout);
                MakeView();
            });
        }
        catch
        {
            _claimed.Remove(record);
            throw;
        }

        return record;
    }

    /// <summary>Deletes all rows from a sequence number on.</summary>
    public void DeleteFrom(long sequence) => _database.Atomically(() =>
    {
        foreach (object[] row in _database.Query("SELECT name FROM record_kinds"))
        {
            string record = (string)row[0];
            _database.Execute($"DELETE FROM {SqlText.Name(record)} WHERE sequence >= $0", sequence);
            if (Exists(ValuesTable(record)))
            {
                _database.Execute($"DELETE FROM {SqlText.Name(ValuesTable(record))} WHERE sequence >= $0", sequence);
            }
        }
    });

    /// <summary>
    /// A name that no other table has: records in two namespaces may share theirs, or have one of the database's own. Where a run goes on each has
    /// its own again, whichever is logged first this time.
    /// </summary>
    private string Claim(MetricSchema schema)
    {
        string basis = schema.Name.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase) ? "record_" + schema.Name : schema.Name;
        string candidate = basis;
        for (int i = 2; _claimed.Contains(candidate) || !IsFreeFor(schema, candidate); i++)
        {
            candidate = $"{basis}_{i}";
        }

        _claimed.Add(candidate);
        return candidate;
    }

    private bool IsFreeFor(MetricSchema schema, string name) =>
        _database.Query("SELECT type FROM record_kinds WHERE name = $0 COLLATE NOCASE", name) is [object[] owner]
            ? schema.TypeName.Equals(owner[0])
            : !Exists(name) && !Exists(ValuesTable(name)) && !Exists(Index(name));

    private bool Exists(string name) => _database.Query("SELECT 1 FROM sqlite_master WHERE name = $0 COLLATE NOCASE", name).Count > 0;

    private static string Index(string record) => record + "_by_agent";

    private void MakeTable(string record, RecordLayout layout)
    {
        string table = SqlText.Name(record);
        RecordColumn[] columns = [.. layout.Columns.Where(column => column.Declaration is not null)];
        _database.Execute($"""
            CREATE TABLE IF NOT EXISTS {table}({string.Join(", ", s_commonDeclarations.Concat(columns.Select(Declare)))});
            CREATE INDEX IF NOT EXISTS {SqlText.Name(Index(record))} ON {table}(agent_id, episode)
            """);

        // A table of an earlier process may lack columns that the record has got since.
        List<object[]> present = _database.Query("SELECT name FROM pragma_table_info($0)", record);
        foreach (RecordColumn column in columns.Where(column => !present.Exists(row => column.Name.Equals(row[0]))))
        {
            _database.Execute($"ALTER TABLE {table} ADD COLUMN {Declare(column)}");
        }

        if (layout.HasMaps)
        {
            _database.Execute($"""
                CREATE TABLE IF NOT EXISTS {SqlText.Name(ValuesTable(record))}(
                    sequence INTEGER NOT NULL, field TEXT NOT NULL, name TEXT NOT NULL, metric_name TEXT NOT NULL, value /* float */,
                    PRIMARY KEY(sequence, field, name)) WITHOUT ROWID
                """);
        }
    }

    private void Describe(string record, MetricSchema schema, RecordLayout layout)
    {
        _database.Execute(
            "INSERT OR REPLACE INTO record_kinds VALUES($0, $1, $2, $3, $4)",
            record, schema.Clocked, schema.Axis == MetricAxis.Episode ? "episode" : "step", schema.Description, schema.TypeName);
        for (int i = 0; i < layout.Columns.Count; i++)
        {
            RecordColumn column = layout.Columns[i];
            _database.Execute(
                "INSERT OR REPLACE INTO record_fields VALUES($0, $1, $2, $3, $4, $5, $6, $7, $8)",
                record, i, column.Field, Lower(column.Kind), column.Name, column.MetricName, column.Tag, column.Unit, column.Description);
        }
    }

    private void MakeView()
    {
        IEnumerable<(string, IReadOnlyList<RecordColumn>)> records = _database
            .Query("""SELECT record, field, kind, "column", metric_name, tag FROM record_fields ORDER BY record, position""")
            .GroupBy(row => (string)row[0])
            .Select(group => (group.Key, (IReadOnlyList<RecordColumn>)[.. group.Select(Column)]));
        _database.Execute("DROP VIEW IF EXISTS metrics");
        _database.Execute(MetricsView.Create(records));
    }

    private static RecordColumn Column(object[] row)
    {
        RecordColumnKind kind = Enum.Parse<RecordColumnKind>((string)row[2], ignoreCase: true);
        return new RecordColumn((string)row[1], kind, (string)row[3], null, row[4] as string, (string)row[5], null, "");
    }

    private static string Declare(RecordColumn column) => $"{SqlText.Name(column.Name)} {column.Declaration}";

    private static string Lower(RecordColumnKind kind) => kind.ToString().ToLowerInvariant();
}
