using Hamlet.Formats.EventFiles;
using Hamlet.Formats.EventFiles.Protos;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Formats.EventFiles;

public sealed class EventFileWriterTests : IDisposable
{
    private const double Wall = 1_760_000_000.25;

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void BytesAreThoseThatTensorBoardWrites()
    {
        using (EventFileWriter file = Create("demo"))
        {
            WriteEvent(file, 300, () =>
            {
                file.Scalar(file.Tag("a/x"), 1.5f);
                file.Scalar(file.Tag("a/y"), 0);
            });
            WriteEvent(file, 300, () => file.Histogram(file.Tag("h"), [0, 1, 5, 1, 2, 7]));
            WriteEvent(file, 300, () => file.Text(file.Tag("n"), "hi"u8));
        }

        string[] expected =
        [
            "200000000000000029eda9500900001000de39da411a0d627261696e2e4576656e743a3252060a0464656d6f750a6ab1",
            "0d000000000000003c37b8340900001000de39da413a020801d5ca4d73",
            "2600000000000000734fe3000900001000de39da4110ac022a180a0a0a03612f78150000c03f0a0a0a03612f791500000000a6f55ce5",
            "4b00000000000000870999960900001000de39da4110ac022a3d0a3b0a016842260801120812020802120208032218000000000000803f"
            + "0000a0400000803f000000400000e0404a0e0a0c0a0a686973746f6772616d734f681d54",
            "2700000000000000bbe1b1460900001000de39da4110ac022a190a170a016e420808071200420268694a080a060a0474657874f038298a",
        ];
        byte[] written = File.ReadAllBytes(_directory.EventFiles().Single());
        Assert.Equal(expected, EventFileReader.Frames(written).Select(Convert.ToHexStringLower));
    }

    [Fact]
    public void EveryFileBeginsWithItsVersionAndTheFirstStepOfTheSession()
    {
        Create("hamlet", firstStep: 61).Dispose();

        List<Event> events = EventFileReader.Read(_directory.EventFiles().Single());

        Assert.Equal(2, events.Count);
        Assert.Equal(("brain.Event:2", "hamlet", 0L), (events[0].FileVersion, events[0].SourceMetadata.Writer, events[0].Step));
        Assert.Equal((SessionLog.Types.Status.Start, 61L), (events[1].SessionLog.Status, events[1].Step));
        Assert.All(events, e => Assert.Equal(Wall, e.WallTime));
    }

    [Fact]
    public void RepeatedAndBackwardStepsAreRefusedAndCounted()
    {
        using (EventFileWriter file = Create())
        {
            EventTag one = file.Tag("one");
            EventTag two = file.Tag("two");
            foreach (long step in (long[])[5, 5, 4, 6, -1, 7])
            {
                WriteEvent(file, step, () => file.Scalar(one, step));
            }

            WriteEvent(file, 5, () => file.Scalar(two, 5));
            Assert.Equal(3, file.Refused);
            Assert.Equal(7, file.GreatestStep);
        }

        var values = EventFileReader.Values(_directory.EventFiles().Single());
        Assert.Equal([("one", 5L), ("one", 6L), ("one", 7L), ("two", 5L)], values.Select(value => (value.Value.Tag, value.Step)));
    }

    [Fact]
    public void EventLeftWithoutValuesIsNotWritten()
    {
        using (EventFileWriter file = Create())
        {
            WriteEvent(file, 1, () => { });
            WriteEvent(file, 1, () => file.Scalar(file.Tag("a"), 1));
            WriteEvent(file, 1, () => file.Scalar(file.Tag("a"), 1));
        }

        Assert.Equal(3, EventFileReader.Read(_directory.EventFiles().Single()).Count);
    }

    [Fact]
    public void EventThatWasNeverEndedLeavesNoTrace()
    {
        using (EventFileWriter file = Create())
        {
            file.Begin(Wall, 1);
            file.Scalar(file.Tag("broken"), 1);
            WriteEvent(file, 2, () => file.Scalar(file.Tag("whole"), 2));
        }

        Assert.Equal("whole", EventFileReader.Values(_directory.EventFiles().Single()).Single().Value.Tag);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0x80000000)]
    [InlineData(1u)]
    [InlineData(0x7F800000)]
    [InlineData(0xFF800000)]
    [InlineData(0x7FC00000)]
    public void ScalarsOfEveryKindAreWrittenBitForBitZeroIncluded(uint bits)
    {
        float value = BitConverter.UInt32BitsToSingle(bits);
        using (EventFileWriter file = Create())
        {
            WriteEvent(file, 0, () => file.Scalar(file.Tag("a"), value));
        }

        Summary.Types.Value read = EventFileReader.Values(_directory.EventFiles().Single()).Single().Value;
        Assert.Equal(Summary.Types.Value.ValueOneofCase.SimpleValue, read.ValueCase);
        Assert.Equal(bits, BitConverter.SingleToUInt32Bits(read.SimpleValue));
        Assert.Null(read.Metadata);
    }

    [Fact]
    public void WallTimeIsFiniteWhateverIsGiven()
    {
        using (EventFileWriter file = Create())
        {
            foreach ((double wall, long step) in ((double, long)[])[(double.NaN, 1), (Wall + 1, 2), (double.PositiveInfinity, 3)])
            {
                file.Begin(wall, step);
                file.Scalar(file.Tag("a"), 1);
                file.End();
            }
        }

        IEnumerable<double> walls = EventFileReader.Read(_directory.EventFiles().Single()).Skip(2).Select(e => e.WallTime);
        Assert.Equal([Wall, Wall + 1, Wall + 1], walls);
    }

    [Fact]
    public void InvalidUtf8InTagsAndTextsIsRepaired()
    {
        using (EventFileWriter file = Create())
        {
            WriteEvent(file, 1, () => file.Text(file.Tag([(byte)'t', 0xFF]), [(byte)'v', 0xC0]));
        }

        // The parser of the tests throws at a tag that is not valid.
        Summary.Types.Value value = EventFileReader.Values(_directory.EventFiles().Single()).Single().Value;
        Assert.Equal("t\uFFFD", value.Tag);
        Assert.Equal("v\uFFFD"u8.ToArray(), value.Tensor.StringVal.Single().ToByteArray());
    }

    [Fact]
    public void TagSaysItsDashboardOnceAFile()
    {
        using (EventFileWriter file = Create())
        {
            EventTag text = file.Tag("t");
            WriteEvent(file, 1, () => file.Text(text, "one"u8));
            WriteEvent(file, 2, () => file.Text(text, ""u8));
        }

        var values = EventFileReader.Values(_directory.EventFiles().Single());
        Assert.Equal("text", values[0].Value.Metadata.PluginData.PluginName);
        Assert.Null(values[1].Value.Metadata);
        Assert.Empty(values[1].Value.Tensor.StringVal.Single().ToByteArray());
        Assert.Empty(values[1].Value.Tensor.TensorShape.Dim);
    }

    [Fact]
    public void ImageIsATensorOfWidthHeightAndFile()
    {
        using (EventFileWriter file = Create())
        {
            WriteEvent(file, 1, () => file.Image(file.Tag("i"), 640, 48, [1, 2, 3]));
        }

        Summary.Types.Value value = EventFileReader.Values(_directory.EventFiles().Single()).Single().Value;
        Assert.Equal("images", value.Metadata.PluginData.PluginName);
        Assert.Equal(7, value.Tensor.Dtype);
        Assert.Equal([3L], value.Tensor.TensorShape.Dim.Select(dim => dim.Size));
        Assert.Equal(["640", "48", "\u0001\u0002\u0003"], value.Tensor.StringVal.Select(text => text.ToStringUtf8()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(100)]
    [InlineData(4_000)]
    public void RecordsOfEverySizeSurviveTheEdgesOfTheBuffer(int flushBytes)
    {
        string path = _directory.File("events.out.tfevents.edge");
        using (var file = new RecordFile(path, flushBytes))
        {
            for (int size = 0; size < 300; size++)
            {
                file.Begin().Bytes(4, new byte[size]);
                file.End();
            }
        }

        IEnumerable<int> sizes = EventFileReader.Read(path).Select(e => e.GraphDef.Length);
        Assert.Equal(Enumerable.Range(0, 300), sizes);
    }

    [Theory]
    [InlineData(-4)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ARecordThatLeavesAFewBytesAtTheEndOfTheBufferIsWholeAndSoIsTheNext(int left)
    {
        // The buffer holds 16 KiB more than makes it go out; with less than nothing left the checksum at the end makes it grow.
        const int FlushBytes = 100;
        const int Buffer = FlushBytes + (16 << 10);
        const int Frame = 16;
        const int Key = 1;
        int[] sizes = [50, Buffer - (Frame + Key + 1 + 50) - (Frame + Key + 3) - left, 7, 90];
        string path = _directory.File("events.out.tfevents.edge");
        using (var file = new RecordFile(path, FlushBytes))
        {
            foreach (int size in sizes)
            {
                file.Begin().Bytes(4, [.. Enumerable.Range(0, size).Select(i => (byte)i)]);
                file.End();
            }
        }

        byte[][] read = [.. EventFileReader.Read(path).Select(e => e.GraphDef.ToByteArray())];
        Assert.Equal(sizes, read.Select(bytes => bytes.Length));
        Assert.All(read, bytes => Assert.Equal(Enumerable.Range(0, bytes.Length).Select(i => (byte)i), bytes));
    }

    [Fact]
    public void EventsThatLeaveAnyFewBytesAtTheEndOfTheBufferAreWhole()
    {
        // Around the 144 KiB that the writer's buffer holds, byte by byte, frame and tag included.
        const int Buffer = (128 + 16) << 10;
        int[] sizes = [.. Enumerable.Range(0, 80).Select(i => Buffer - 120 + (2 * (i / 2)) + (i & 1))];
        using (EventFileWriter file = Create())
        {
            file.Flush();
            for (int i = 0; i < sizes.Length; i++)
            {
                WriteEvent(file, i, () => file.Text(file.Tag("t"), new byte[sizes[i]].AsSpan()));
            }
        }

        int[] read = [.. EventFileReader.Values(_directory.EventFiles().Single()).Select(v => v.Value.Tensor.StringVal[0].Length)];
        Assert.Equal(sizes, read);
    }

    [Fact]
    public void WhatIsFlushedIsReadableWhileTheFileIsOpenAndATornTailHurtsNothingBeforeIt()
    {
        using EventFileWriter file = Create();
        for (int step = 0; step < 50; step++)
        {
            WriteEvent(file, step, () => file.Scalar(file.Tag("a"), step));
        }

        string path = _directory.EventFiles().Single();
        Assert.Empty(ReadShared(path));
        file.Flush();
        byte[] bytes = ReadShared(path);
        Assert.Equal(file.Length, bytes.Length);
        Assert.Equal(52, EventFileReader.Read(bytes).Count);

        int[] ends = [.. EventFileReader.Frames(bytes).Select(frame => frame.Length)];
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            int whole = 0;
            for (int at = 0; whole < ends.Length && at + ends[whole] <= cut; at += ends[whole++])
            {
            }

            Assert.Equal(whole, EventFileReader.Read(bytes.AsSpan(0, cut)).Count);
        }
    }

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static void WriteEvent(EventFileWriter file, long step, Action values)
    {
        file.Begin(Wall, step);
        values();
        file.End();
    }

    private EventFileWriter Create(string program = "hamlet", long firstStep = 0) =>
        EventFileWriter.Create(_directory.Path, program, firstStep, new FixedTime(Wall));
}
