using Hamlet.Metrics;

namespace Hamlet.Tests.Outputs.Csv;

/// <summary>Writes one generated record again and again, and measures what that allocates.</summary>
internal sealed class AllocationProbe(IMetricSink sink)
{
    private const int Records = 5_000;

    private readonly MetricTags _tags = new(0, [], []) { Parts = ["town"] };

    public long Allocated()
    {
        byte[] body = Encode(new LoggedRecord
        {
            Step = 3,
            Episode = 2,
            Agent = 0,
            World = TagName.Intern("town"),
            SurvivalTime = 10,
            Ratio = 0.5,
            Reason = "a \"text\"",
            QValues = new float[] { 1, 2, 3 },
            Meters = new MetricMap(new MetricNames(["A", "B"]), new float[] { 1, 2 }),
        });
        Write(body);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Write(body);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    // The texts of the tag parts are the entry's; the body begins behind them.
    private static byte[] Encode<T>(T record)
        where T : struct, IMetricRecord<T>
    {
        byte[] bytes = new byte[record.EncodedSize];
        var encoder = new MetricEncoder(bytes);
        record.Encode(ref encoder);
        return bytes[(sizeof(int) * T.Schema.TagParts.Count)..];
    }

    private void Write(byte[] body)
    {
        for (int i = 0; i < Records; i++)
        {
            sink.Write(new MetricEntry(MetricSchema.Of<LoggedRecord>(), _tags, i, i, new MetricAxes(3, 2, 0), body));
        }
    }
}
