namespace Hamlet.Metrics;

/// <summary>A metric record. Implemented by the generator for every struct marked <see cref="MetricRecordAttribute"/>.</summary>
/// <typeparam name="TSelf">The record.</typeparam>
public interface IMetricRecord<TSelf>
    where TSelf : struct, IMetricRecord<TSelf>
{
    /// <summary>What the compiler knows of the record.</summary>
    static abstract MetricSchema<TSelf> Schema { get; }

    /// <summary>The step, episode and agent; -1 stands for an episode or an agent that the record does not say.</summary>
    MetricAxes Axes { get; }

    /// <summary>The exact number of bytes that <see cref="Encode"/> writes.</summary>
    int EncodedSize { get; }

    /// <summary>Writes the tag parts, then the fields, in the order of the schema.</summary>
    void Encode(ref MetricEncoder encoder);

    /// <summary>Reads what <see cref="Encode"/> wrote after the tag parts and hands it over, value by value.</summary>
    static abstract void Visit<TWriter>(ref MetricDecoder decoder, ref TWriter writer)
        where TWriter : IMetricWriter;
}
