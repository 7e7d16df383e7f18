using Hamlet.Metrics;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Outputs.Csv;

/// <summary>Writes one encoded record again and again, and measures what that allocates.</summary>
internal sealed class AllocationProbe(IMetricSink sink)
{
    private readonly MetricNames _names = new(["A", "B"]);
    private readonly MetricTags _tags = new(0, [], []) { Parts = [] };

    public long Allocated()
    {
        var record = new ShapedRecord<Shapes.Everything>(
            new MetricAxes(3, 2, 0), [], 1.5f, 0.1, 7L, true, "a \"text\"", new float[] { 1, 2, 3 }, null, new MetricMap(_names, new float[] { 1, 2 }));
        byte[] bytes = new byte[record.EncodedSize];
        var encoder = new MetricEncoder(bytes);
        record.Encode(ref encoder);
        Write(bytes, 5_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Write(bytes, 5_000);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private void Write(byte[] bytes, int count)
    {
        for (int i = 0; i < count; i++)
        {
            sink.Write(new MetricEntry(ShapedRecord<Shapes.Everything>.Schema, _tags, i, i, new MetricAxes(3, 2, 0), bytes));
        }
    }
}
