namespace Hamlet.Metrics;

/// <summary>The schema of one record type.</summary>
/// <typeparam name="TRecord">The record.</typeparam>
public sealed class MetricSchema<TRecord> : MetricSchema
    where TRecord : struct, IMetricRecord<TRecord>
{
    /// <summary>Makes the schema; called once, by generated code.</summary>
    public MetricSchema(string name, IReadOnlyList<MetricField> fields, IReadOnlyList<string> tagParts)
        : base(name, fields, tagParts)
    {
    }

    /// <inheritdoc/>
    public override string TypeName { get; } = $"{typeof(TRecord)}, {typeof(TRecord).Assembly.GetName().Name}";

    internal override void Visit<TWriter>(ref MetricDecoder decoder, ref TWriter writer) => TRecord.Visit(ref decoder, ref writer);
}
