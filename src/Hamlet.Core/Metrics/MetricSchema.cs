namespace Hamlet.Metrics;

/// <summary>What is known of a kind of record. One object a record type, made when the type is first used.</summary>
public abstract class MetricSchema
{
    private static readonly Lock s_lock = new();
    private static MetricSchema[] s_all = [];

    private protected MetricSchema(string name, IReadOnlyList<MetricField> fields, IReadOnlyList<string> tagParts)
    {
        Name = name;
        Fields = fields;
        TagParts = tagParts;
        lock (s_lock)
        {
            Id = s_all.Length;
            Volatile.Write(ref s_all, [.. s_all, this]);
        }
    }

    /// <summary>A number for this process alone; it differs between runs and is never stored.</summary>
    public int Id { get; }

    /// <summary>The record's name, that of its table and its CSV file, such as <c>episode</c>.</summary>
    public string Name { get; }

    /// <summary>
    /// The record type with its namespace and assembly, such as <c>Maze.VisitMetrics, Maze</c>, by which outputs tell two records of one name apart,
    /// in a run that is continued too.
    /// </summary>
    public abstract string TypeName { get; }

    /// <summary>The fields in the order of declaration, which is the order in which a visit hands them over.</summary>
    public IReadOnlyList<MetricField> Fields { get; }

    /// <summary>The names of the run-time parts of its tags, as they stand between braces.</summary>
    public IReadOnlyList<string> TagParts { get; }

    /// <summary>The horizontal axis of its curves.</summary>
    public required MetricAxis Axis { get; init; }

    /// <summary>Whether its values depend on the clock.</summary>
    public bool Clocked { get; init; }

    /// <summary>Whether the record says which agent it belongs to.</summary>
    public bool HasAgent { get; init; }

    /// <summary>Whether the record says which episode it belongs to.</summary>
    public bool HasEpisode { get; init; }

    /// <summary>The record's doc comment as plain text.</summary>
    public string Description { get; init; } = "";

    /// <summary>The schema of a record type.</summary>
    public static MetricSchema Of<TRecord>()
        where TRecord : struct, IMetricRecord<TRecord> => TRecord.Schema;

    /// <summary>Hands the values of an encoded record, in order, to a writer.</summary>
    internal abstract void Visit<TWriter>(ref MetricDecoder decoder, ref TWriter writer)
        where TWriter : IMetricWriter;

    /// <summary>The schema with a number.</summary>
    internal static MetricSchema Get(int id) => Volatile.Read(ref s_all)[id];
}
