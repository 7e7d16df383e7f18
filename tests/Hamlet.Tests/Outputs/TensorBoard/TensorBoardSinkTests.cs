using Hamlet.Metrics;
using Hamlet.Outputs.TensorBoard;
using Hamlet.Tests.Formats.Png;
using Hamlet.Formats.EventFiles.Protos;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Outputs.TensorBoard;

public sealed class TensorBoardSinkTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void AllValuesOfARecordAreOneEventAtItsStep()
    {
        var names = new MetricNames(["Energy", "Money"]);
        using (TensorBoardSink sink = _directory.TensorBoard())
        {
            new SinkFeed(sink).Write<Shapes.Everything>(
                new MetricAxes(70, 3, 0), 1.5f, 0.1, 16_777_217L, true, "# hé", new float[] { 1, 2, 3 },
                new MetricImage(2, 1, 1, new byte[] { 9, 200 }), new MetricMap(names, new float[] { 0.25f, 0.5f }));
        }

        Event written = EventFileReader.Read(_directory.EventFiles().Single()).Skip(2).Single();
        Assert.Equal((70L, 1_760_000_000.25), (written.Step, written.WallTime));
        var values = written.Summary.Value.ToDictionary(value => value.Tag);
        Assert.Equal(
            [
                "All/Single", "All/Double", "All/Integer", "All/Flag", "All/Note", "All/Spread", "All/Picture",
                "Meters/Energy", "Meters/Money",
            ],
            written.Summary.Value.Select(value => value.Tag));
        Assert.Equal(
            [1.5f, 0.1f, 16_777_216f, 1f, 0.25f, 0.5f],
            written.Summary.Value.Where(value => value.Tensor is null).Select(value => value.SimpleValue));
        Assert.Equal("# hé", values["All/Note"].Tensor.StringVal.Single().ToStringUtf8());
        Assert.Equal([30L, 3L], values["All/Spread"].Tensor.TensorShape.Dim.Select(dim => dim.Size));
        Assert.Equal(
            ["text", "histograms", "images"],
            written.Summary.Value.Where(value => value.Metadata is not null).Select(value => value.Metadata.PluginData.PluginName));

        var image = values["All/Picture"].Tensor.StringVal;
        Assert.Equal(("2", "1"), (image[0].ToStringUtf8(), image[1].ToStringUtf8()));
        Assert.Equal([9, 200], PngDecoder.Decode(image[2].ToByteArray()).Pixels);
    }

    [Fact]
    public void EpisodesAreTheAxisWhereTheRecordSaysSoAndAbsentValuesAreLeftOut()
    {
        using (TensorBoardSink sink = _directory.TensorBoard())
        {
            var feed = new SinkFeed(sink);
            feed.Write<Shapes.Episode>(new MetricAxes(900, 4, 0), 12f, null);
            feed.Write<Shapes.Episode>(new MetricAxes(950, 5, 0), 13f, 0.5f);
        }

        var values = EventFileReader.Values(_directory.EventFiles().Single());
        Assert.Equal(
            [(4L, "Episode/Total_Reward", 12f), (5L, "Episode/Total_Reward", 13f), (5L, "Episode/Ratio", 0.5f)],
            values.Select(value => (value.Step, value.Value.Tag, value.Value.SimpleValue)));
    }

    [Fact]
    public void SeveralAgentsHaveTheirNamesBeforeTheirTagsAndStepsOfTheirOwn()
    {
        var agents = new MetricAgents(["agent_0", "agent_1"]);
        using (TensorBoardSink sink = _directory.TensorBoard(agents))
        {
            var feed = new SinkFeed(sink, agents);
            feed.Write<Shapes.One>(new MetricAxes(10, 0, 0), 1f);
            feed.Write<Shapes.One>(new MetricAxes(10, 0, 1), 2f);
            feed.Write<Shapes.One>(new MetricAxes(10), 3f);
            Assert.Equal(0, sink.Refused);
        }

        Assert.Equal(
            ["agent_0/One/Value", "agent_1/One/Value", "One/Value"],
            EventFileReader.Values(_directory.EventFiles().Single()).Select(value => value.Value.Tag));
    }

    [Fact]
    public void MapsWithOtherNamesGetOtherTagsAlsoBehindTagParts()
    {
        var first = new MetricNames(["A", "B"]);
        var second = new MetricNames(["B", "C/D"]);
        using (TensorBoardSink sink = _directory.TensorBoard())
        {
            var feed = new SinkFeed(sink);
            TagName[] parts = [TagName.Intern("town"), TagName.Intern("7")];
            foreach ((long step, MetricNames names) in ((long, MetricNames)[])[(1, first), (2, second), (3, first)])
            {
                var map = new MetricMap(names, new float[] { 1, 2 });
                feed.Write(1.0, new ShapedRecord<Shapes.Parts>(new MetricAxes(step), parts, 0f, map));
            }
        }

        Assert.Equal(
            [
                "eval/town/7/mean_return", "eval/town/A", "eval/town/B",
                "eval/town/7/mean_return", "eval/town/B", "eval/town/C/D",
                "eval/town/7/mean_return", "eval/town/A", "eval/town/B",
            ],
            EventFileReader.Values(_directory.EventFiles().Single()).Select(value => value.Value.Tag));
    }

    [Fact]
    public void RepeatedStepsAreCountedAndTheCountOutlivesTheFile()
    {
        TensorBoardSink sink = _directory.TensorBoard();
        var feed = new SinkFeed(sink);
        foreach (long step in (long[])[1, 2, 2, 1, 3])
        {
            feed.Write<Shapes.One>(new MetricAxes(step), 0f);
        }

        sink.Dispose();

        Assert.Equal(2, sink.Refused);
        Assert.Equal([1L, 2L, 3L], EventFileReader.Values(_directory.EventFiles().Single()).Select(value => value.Step));
    }

    [Fact]
    public void WithoutARecordThereIsNoFile()
    {
        using (TensorBoardSink sink = _directory.TensorBoard())
        {
            sink.Flush();
        }

        Assert.Empty(_directory.EventFiles());
    }

    [Fact]
    public void LongTextsAndTensOfThousandsOfTagsGoThrough()
    {
        string text = new('ß', 500_000);
        var names = new MetricNames([.. Enumerable.Range(0, 30_000).Select(i => $"名{i}")]);
        float[] numbers = [.. Enumerable.Range(0, 30_000).Select(i => (float)i)];
        using (TensorBoardSink sink = _directory.TensorBoard())
        {
            var feed = new SinkFeed(sink);
            for (int step = 1; step <= 2; step++)
            {
                var map = new MetricMap(names, numbers);
                feed.Write<Shapes.Everything>(new MetricAxes(step), 0f, 0.0, 0L, false, text, Array.Empty<float>(), null, map);
            }
        }

        var values = EventFileReader.Values(_directory.EventFiles().Single());
        Assert.Equal(2 * (5 + 30_000), values.Count);
        Assert.Equal(text, values[4].Value.Tensor.StringVal.Single().ToStringUtf8());
        Assert.Equal(("Meters/名29999", 29_999f), (values[^1].Value.Tag, values[^1].Value.SimpleValue));
    }

    [Fact]
    public void WritingScalarsAllocatesNothingInSteadyState()
    {
        using TensorBoardSink sink = _directory.TensorBoard();
        MetricSchema schema = ShapedRecord<Shapes.One>.Schema;
        var tags = new MetricTags(0, ["One/Value"u8.ToArray()], ["One/Value"u8.ToArray()]);
        byte[] fields = BitConverter.GetBytes(1.5f);
        long step = 0;
        void Run(int count)
        {
            for (int i = 0; i < count; i++)
            {
                step++;
                sink.Write(new MetricEntry(schema, tags, step, 1.0, new MetricAxes(step), fields));
            }
        }

        Run(10_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(10_000);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The visit of the test's own record walks an interface; what is left after it must be nothing that the output does.
        var nothing = new NullVisitor();
        before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++)
        {
            new MetricEntry(schema, tags, i, 1.0, default, fields).Visit(ref nothing);
        }

        Assert.Equal(GC.GetAllocatedBytesForCurrentThread() - before, allocated);
        Assert.Equal(10_000, nothing.Seen);
    }

    private struct NullVisitor : IMetricWriter
    {
        public int Seen { get; private set; }

        public void Scalar(MetricField field, float value) => Seen++;

        public readonly void Scalar(MetricField field, double value) => throw new InvalidOperationException();

        public readonly void Scalar(MetricField field, long value) => throw new InvalidOperationException();

        public readonly void Scalar(MetricField field, bool value) => throw new InvalidOperationException();

        public readonly void Text(MetricField field, ReadOnlySpan<byte> utf8) => throw new InvalidOperationException();

        public readonly void Histogram(MetricField field, ReadOnlySpan<float> values) => throw new InvalidOperationException();

        public readonly void Image(MetricField field, int width, int height, int channels, ReadOnlySpan<byte> pixels) =>
            throw new InvalidOperationException();

        public readonly void ScalarMap(MetricField field, MetricNames names, ReadOnlySpan<float> values) =>
            throw new InvalidOperationException();

        public readonly void Missing(MetricField field) => throw new InvalidOperationException();
    }
}
