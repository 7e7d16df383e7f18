using System.Text;
using Hamlet.Metrics;

namespace Hamlet.Outputs.Sqlite;

/// <summary>
/// Writes the rows of one kind of record. A row is known by its sequence number: writing one again replaces it, so that a write that
/// failed can be repeated.
/// </summary>
internal sealed class RecordTable : IDisposable
{
    private const int Sequence = 2;
    private const int Timestamp = 3;
    private const int Step = 4;
    private const int Episode = 5;
    private const int Agent = 6;

    private static readonly int s_ownParameters = RecordLayout.Common.Length + 1;

    private readonly MetricAgents _agents;
    private readonly RecordLayout _layout;
    private readonly SqliteStatement _row;
    private readonly SqliteStatement? _value;
    private readonly byte[][] _mapFields;
    private readonly Dictionary<MetricNames, (byte[] Name, byte[] MetricName)[]> _names = [];
    private MetricTags? _tags;

    /// <summary>Makes or extends the table and prepares to write.</summary>
    public RecordTable(SqliteDatabase database, RecordCatalog catalog, MetricSchema schema, SinkContext context)
    {
        _agents = context.Agents;
        _layout = new RecordLayout(schema);
        string record = catalog.Add(schema, _layout);
        _mapFields = MapFields(schema, _layout);
        string[] columns = [.. RecordLayout.Common, .. _layout.ColumnNames];
        _row = database.Prepare(
            $"INSERT OR REPLACE INTO {SqlText.Name(record)}({string.Join(", ", columns.Select(SqlText.Name))})"
            + $" VALUES({string.Join(", ", columns.Select((_, i) => $"?{i + 1}"))})");
        _row.Bind(1, Encoding.UTF8.GetBytes(context.RunId));
        if (_layout.HasMaps)
        {
            string values = SqlText.Name(RecordCatalog.ValuesTable(record));
            _value = database.Prepare($"INSERT OR REPLACE INTO {values} VALUES(?1, ?2, ?3, ?4, ?5)");
        }
    }

    /// <summary>Writes a record and returns how many rows it took.</summary>
    public int Write(in MetricEntry entry)
    {
        if (!ReferenceEquals(_tags, entry.Tags))
        {
            BindTags(entry.Tags, entry.Axes.Agent);
        }

        _row.Bind(Sequence, entry.Sequence);
        _row.Bind(Timestamp, entry.WallTime);
        _row.Bind(Step, entry.Axes.Step);
        _row.Bind(Episode, entry.Axes.Episode);
        var visitor = new SqliteVisitor(this, entry.Sequence);
        entry.Visit(ref visitor);
        _row.Run();
        return 1 + visitor.MapRows;
    }

    /// <summary>Sets a field's column.</summary>
    public void Set(MetricField field, double value, int offset = 0) => _row.Bind(Parameter(field) + offset, value);

    /// <summary>Sets a field's column.</summary>
    public void Set(MetricField field, long value) => _row.Bind(Parameter(field), value);

    /// <summary>Sets a field's column.</summary>
    public void Set(MetricField field, ReadOnlySpan<byte> utf8) => _row.Bind(Parameter(field), utf8);

    /// <summary>Empties the columns of a field.</summary>
    public void Clear(MetricField field)
    {
        int columns = field.Kind switch
        {
            MetricKind.Scalar or MetricKind.Text => 1,
            MetricKind.Histogram => HistogramFigures.Names.Count,
            _ => 0,
        };
        for (int i = 0; i < columns; i++)
        {
            _row.BindNull(Parameter(field) + i);
        }
    }

    /// <summary>Writes the rows of a map.</summary>
    public void WriteMap(MetricField field, long sequence, MetricNames names, ReadOnlySpan<float> values)
    {
        if (!_names.TryGetValue(names, out (byte[] Name, byte[] MetricName)[]? encoded))
        {
            encoded = [.. names.Names.Select(name => (Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(SnakeCase.Of(name))))];
            _names.Add(names, encoded);
        }

        _value!.Bind(1, sequence);
        _value.Bind(2, _mapFields[field.Index]);
        for (int i = 0; i < values.Length; i++)
        {
            _value.Bind(3, encoded[i].Name);
            _value.Bind(4, encoded[i].MetricName);
            _value.Bind(5, (double)values[i]);
            _value.Run();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _row.Dispose();
        _value?.Dispose();
    }

    /// <summary>A record without an agent belongs to the only one there is or, if there are several, to none.</summary>
    private void BindTags(MetricTags tags, int agent)
    {
        string name = agent >= 0 ? _agents.Names[agent] : _agents.Names.Count == 1 ? _agents.Names[0] : "";
        _row.Bind(Agent, Encoding.UTF8.GetBytes(name));
        for (int i = 0; i < _layout.PartCount; i++)
        {
            _row.Bind(s_ownParameters + i, Encoding.UTF8.GetBytes(tags.Parts[i]));
        }

        _tags = tags;
    }

    private int Parameter(MetricField field) => s_ownParameters + _layout.FirstColumn[field.Index];

    private static byte[][] MapFields(MetricSchema schema, RecordLayout layout)
    {
        Dictionary<string, string> names = layout.Columns
            .Where(column => column.Kind == RecordColumnKind.Map)
            .ToDictionary(column => column.Field, column => column.Name);
        return [.. schema.Fields.Select(field => Encoding.UTF8.GetBytes(names.GetValueOrDefault(field.Name, "")))];
    }
}
