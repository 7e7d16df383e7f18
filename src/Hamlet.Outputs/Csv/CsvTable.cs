using System.Text;
using Hamlet.Metrics;
using Hamlet.Outputs.Sqlite;

namespace Hamlet.Outputs.Csv;

/// <summary>The files of one kind of record: a row a record and, where it has maps, a row a number in a second file.</summary>
internal sealed class CsvTable : IDisposable
{
    private static readonly CsvColumn[] s_axes =
    [
        new("sequence", "The number of the record in the run."),
        new("timestamp", "When it was logged.", Unit: "seconds since 1970 UTC"),
        new("step", "Environment steps, summed over the environments."),
        new("episode", "The episode of the agent."),
        new("agent_id", "The agent; empty for the run as a whole."),
    ];

    private static readonly CsvColumn[] s_values =
    [
        new("sequence", "The number of the record in the run."),
        new("field", "Which of its maps."),
        new("name", "Which number of it."),
        new("value", "The number."),
    ];

    private readonly MetricAgents _agents;
    private readonly byte[][] _mapFields;
    // By field.
    private readonly Dictionary<MetricNames, byte[][]>[] _names;
    private readonly byte[] _timestamp = new byte[32];
    private byte[]?[] _owners = [];
    private double _lastTime = double.NaN;
    private int _timestampLength;

    /// <summary>Opens the files.</summary>
    public CsvTable(CsvFolder folder, MetricSchema schema, MetricAgents agents)
    {
        _agents = agents;
        var layout = new RecordLayout(schema);
        Dictionary<string, string> maps = layout.Columns
            .Where(static column => column.Kind == RecordColumnKind.Map)
            .ToDictionary(static column => column.Field, static column => column.Name);
        _mapFields = [.. schema.Fields.Select(field => Encoding.UTF8.GetBytes(maps.GetValueOrDefault(field.Name, "")))];
        IEnumerable<CsvColumn> own = layout.Columns
            .Where(static column => column.Declaration is not null)
            .Select(static column => new CsvColumn(column.Name, column.Description, column.Tag.Length == 0 ? null : column.Tag, column.Unit));
        _names = [.. schema.Fields.Select(static _ => new Dictionary<MetricNames, byte[][]>())];
        Records = folder.Open(schema.Name, schema.TypeName, [.. s_axes, .. own]);
        Values = layout.HasMaps ? folder.Open(schema.Name + "_values", schema.TypeName, s_values) : null;
    }

    /// <summary>The file of the records.</summary>
    public CsvFile Records { get; }

    /// <summary>The file of their maps, or null if they have none.</summary>
    public CsvFile? Values { get; }

    /// <summary>Appends a record, or nothing if it throws.</summary>
    public void Write(in MetricEntry entry)
    {
        Records.MakeRoom();
        Values?.MakeRoom();
        int records = Records.Rows.Length;
        int values = Values?.Rows.Length ?? 0;
        try
        {
            Append(in entry);
        }
        catch
        {
            Records.Rows.Cut(records);
            Values?.Rows.Cut(values);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Records.Dispose();
        }
        finally
        {
            Values?.Dispose();
        }
    }

    /// <summary>Appends the rows of a map.</summary>
    public void WriteMap(MetricField field, long sequence, MetricNames names, ReadOnlySpan<float> values)
    {
        if (!_names[field.Index].TryGetValue(names, out byte[][]? encoded))
        {
            encoded = Encode(_mapFields[field.Index], names);
            _names[field.Index].Add(names, encoded);
        }

        CsvBuffer rows = Values!.Rows;
        for (int i = 0; i < values.Length; i++)
        {
            rows.Number(sequence);
            rows.Raw(encoded[i]);
            rows.Number(values[i]);
            rows.EndRow();
        }
    }

    private void Append(in MetricEntry entry)
    {
        CsvBuffer row = Records.Rows;
        row.Number(entry.Sequence);
        row.Comma();
        row.Raw(Timestamp(entry.WallTime));
        row.Comma();
        row.Number(entry.Axes.Step);
        row.Comma();
        row.Number(entry.Axes.Episode);
        row.Raw(Owner(entry.Tags, entry.Axes.Agent));
        var visitor = new CsvVisitor(this, entry.Sequence);
        entry.Visit(ref visitor);
        row.EndRow();
    }

    // Records within a tick of the clock share their time; writing it is as much work as a value.
    private ReadOnlySpan<byte> Timestamp(double time)
    {
        if (time != _lastTime)
        {
            time.TryFormat(_timestamp, out _timestampLength, default, System.Globalization.CultureInfo.InvariantCulture);
            _lastTime = time;
        }

        return _timestamp.AsSpan(0, _timestampLength);
    }

    /// <summary>The agent and the tag parts, each with a comma before it. One without an agent belongs to the only one there is.</summary>
    private byte[] Owner(MetricTags tags, int agent)
    {
        if (tags.Id >= _owners.Length)
        {
            Array.Resize(ref _owners, Math.Max(tags.Id + 1, 2 * _owners.Length));
        }

        if (_owners[tags.Id] is { } known)
        {
            return known;
        }

        string name = agent >= 0 ? _agents.Names[agent] : _agents.Names.Count == 1 ? _agents.Names[0] : "";
        var buffer = new CsvBuffer();
        foreach (string text in (string[])[name, .. tags.Parts])
        {
            buffer.Comma();
            buffer.Text(Encoding.UTF8.GetBytes(text));
        }

        return _owners[tags.Id] = buffer.Bytes.ToArray();
    }

    // A method of its own: a closure would be allocated with every map, known or not.
    private static byte[][] Encode(byte[] field, MetricNames names) => [.. names.Names.Select(name => Encode(field, name))];

    private static byte[] Encode(byte[] field, string name)
    {
        var buffer = new CsvBuffer();
        buffer.Comma();
        buffer.Text(field);
        buffer.Comma();
        buffer.Text(Encoding.UTF8.GetBytes(name));
        buffer.Comma();
        return buffer.Bytes.ToArray();
    }
}
