using System.Text;
using Hamlet.Metrics;

namespace Hamlet.Tests.Outputs.Support;

/// <summary>Hands records to an output as the writer thread of a log would, without the log.</summary>
internal sealed class SinkFeed(IMetricSink sink, MetricAgents? agents = null)
{
    private readonly MetricAgents _agents = agents ?? MetricAgents.Single;
    private readonly Dictionary<string, MetricTags> _tags = [];

    /// <summary>The number of the next record.</summary>
    public long Sequence { get; set; }

    /// <summary>Writes a record of a shape, whose episode is 0 unless it says so.</summary>
    public void Write<TShape>(MetricAxes axes, params object?[] values)
        where TShape : IRecordShape => Write(1_760_000_000.25, new ShapedRecord<TShape>(axes, [], values));

    /// <summary>Writes a record.</summary>
    public void Write<TShape>(double wallTime, ShapedRecord<TShape> record)
        where TShape : IRecordShape
    {
        byte[] bytes = new byte[record.EncodedSize];
        var encoder = new MetricEncoder(bytes);
        record.Encode(ref encoder);
        Assert.Equal(bytes.Length, encoder.Position);

        MetricAxes axes = record.Axes with { Episode = Math.Max(0, record.Axes.Episode) };
        MetricSchema schema = ShapedRecord<TShape>.Schema;
        MetricTags tags = Tags(schema, axes.Agent, [.. record.Parts.Select(part => part.Text)]);
        sink.Write(new MetricEntry(schema, tags, Sequence++, wallTime, axes, bytes.AsSpan(sizeof(int) * schema.TagParts.Count)));
    }

    private MetricTags Tags(MetricSchema schema, int agent, string[] parts)
    {
        string key = $"{schema.Id}\n{agent}\n{string.Join('\n', parts)}";
        if (!_tags.TryGetValue(key, out MetricTags? tags))
        {
            string prefix = _agents.Prefixed && agent >= 0 ? _agents.Names[agent] + "/" : "";
            string[] plain = [.. schema.Fields.Select(field => Fill(field.Tag, schema.TagParts, parts))];
            byte[][] full = [.. plain.Select(tag => Encoding.UTF8.GetBytes(prefix + tag))];
            tags = new MetricTags(_tags.Count, full, [.. plain.Select(Encoding.UTF8.GetBytes)]) { Parts = parts };
            _tags.Add(key, tags);
        }

        return tags;
    }

    private static string Fill(string tag, IReadOnlyList<string> names, string[] parts)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            tag = tag.Replace($"{{{names[i]}}}", parts[i]);
        }

        return tag;
    }
}
