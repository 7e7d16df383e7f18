using Hamlet.Metrics;

namespace Hamlet.Outputs.Sqlite;

/// <summary>
/// The columns of a record's table. Before the record's own come the ones that all have. Names are told apart without regard to case, as
/// SQLite does; one that is taken gets <c>_2</c>, <c>_3</c>, ... behind it.
/// <para>
/// Columns of floating-point numbers have no declared type, on purpose: a REAL column stores 1.0 as an integer to save space, and -0.0
/// with it, whose sign is then gone. Without a type SQLite stores what it is given, bit for bit.
/// </para>
/// </summary>
internal sealed class RecordLayout
{
    /// <summary>The columns that every record's table begins with.</summary>
    public static readonly string[] Common = ["run_id", "sequence", "timestamp", "step", "episode", "agent_id"];

    private const string Single = "/* float */";
    private const string Double = "/* double */";
    private const string Integer = "INTEGER";
    private const string Text = "TEXT";

    private readonly HashSet<string> _taken = new(Common, StringComparer.OrdinalIgnoreCase);
    private readonly List<RecordColumn> _columns = [];

    /// <summary>Lays out a record.</summary>
    public RecordLayout(MetricSchema schema)
    {
        foreach (string part in schema.TagParts)
        {
            Add(new RecordColumn(part, RecordColumnKind.Part, SnakeCase.Of(part), Text, null, "", null, ""));
        }

        PartCount = schema.TagParts.Count;
        FirstColumn = new int[schema.Fields.Count];
        foreach (MetricField field in schema.Fields)
        {
            FirstColumn[field.Index] = ColumnNames.Count();
            AddField(field);
        }
    }

    /// <summary>All columns and maps, tag parts first.</summary>
    public IReadOnlyList<RecordColumn> Columns => _columns;

    /// <summary>How many tag parts there are.</summary>
    public int PartCount { get; }

    /// <summary>By field: the place of its first column among the record's own columns, from 0.</summary>
    public int[] FirstColumn { get; }

    /// <summary>Whether the record has a map.</summary>
    public bool HasMaps => _columns.Any(column => column.Kind == RecordColumnKind.Map);

    /// <summary>The names of the columns of the record's own.</summary>
    public IEnumerable<string> ColumnNames => _columns.Where(column => column.Declaration is not null).Select(column => column.Name);

    private void AddField(MetricField field)
    {
        switch (field.Kind)
        {
            case MetricKind.Scalar:
                Add(field, RecordColumnKind.Scalar, field.Column, Declaration(field.Type), field.Tag);
                break;
            case MetricKind.Text:
                Add(field, RecordColumnKind.Text, field.Column, Text, field.Tag);
                break;
            case MetricKind.Histogram:
                foreach (string figure in HistogramFigures.Names)
                {
                    string declaration = figure == "count" ? Integer : Double;
                    Add(field, RecordColumnKind.Histogram, $"{field.Column}_{figure}", declaration, $"{field.Tag}/{figure}");
                }

                break;
            case MetricKind.ScalarMap:
                Add(field, RecordColumnKind.Map, field.Column, null, field.Tag);
                break;
            case MetricKind.Image:
                // A picture is for the eye; the event files have it.
                break;
        }
    }

    private void Add(MetricField field, RecordColumnKind kind, string column, string? declaration, string tag)
    {
        string? metricName = tag.Length > 0 && (kind is RecordColumnKind.Scalar or RecordColumnKind.Histogram)
            ? IsAllPart(field.Tag) ? field.Tag + column[field.Column.Length..] : column
            : null;
        Add(new RecordColumn(field.Name, kind, column, declaration, metricName, tag, field.Unit, field.Description));
    }

    private void Add(RecordColumn column)
    {
        string name = column.Name;
        for (int i = 2; !_taken.Add(name); i++)
        {
            name = $"{column.Name}_{i}";
        }

        _columns.Add(column with { Name = name });
    }

    /// <summary>
    /// Whether a tag is nothing but a run-time part, as it is for numbers logged without a record: then the column's name says nothing.
    /// </summary>
    private bool IsAllPart(string tag) => _columns.Any(column => column.Kind == RecordColumnKind.Part && tag == $"{{{column.Field}}}");

    private static string Declaration(MetricType type) => type switch
    {
        MetricType.Single => Single,
        MetricType.Double => Double,
        _ => Integer,
    };
}
