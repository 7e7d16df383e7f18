using Hamlet.Metrics;
using Hamlet.Randomness;

namespace Hamlet.Tests.Metrics;

public sealed class MetricLogRingTests
{
    private static readonly TagName s_phase = TagName.Intern("ring");

    [Theory]
    [InlineData(256, 400, 1)]
    [InlineData(1024, 700, 2)]
    [InlineData(4096, 6000, 3)]
    [InlineData(1 << 20, 6000, 4)]
    public void RecordsOfRandomSizesArriveInOrderAndWholeOverManyLaps(int ringBytes, int maxLength, int seed)
    {
        // Below half of the ring records go through it, above it beside it; here the two mix.
        const int Count = 5000;
        var random = new RandomStream((ulong)seed);
        var sink = new TestSink();
        var expected = new List<string>();
        using (var log = new MetricLog([new NamedSink("test", sink)], new MetricLogOptions { RingBytes = ringBytes }))
        {
            for (int i = 0; i < Count; i++)
            {
                string? note = random.NextInt32(10) == 0 ? null : new string((char)('a' + (i % 26)), random.NextInt32(maxLength));
                log.Log(new NoteMetrics(i, -1, s_phase, s_phase, note));
                expected.Add(note is null ? "note=-" : $"note='{note}'");
            }
        }

        Assert.Equal(expected, sink.Entries.Select(entry => entry.Values));
        Assert.Equal(Enumerable.Range(0, Count).Select(i => (long)i), sink.Entries.Select(entry => entry.Sequence));
        Assert.Equal(Enumerable.Range(0, Count).Select(i => (long)i), sink.Entries.Select(entry => entry.Axes.Step));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    public void RecordsThatLeaveAFewBytesAtTheEndOfTheRingDoNotDisturbTheNext(int left)
    {
        const int Ring = 1024;
        const int Fixed = 48 + 8 + 4; // The header, two tag parts, the length of the text.
        string large = new('x', ((Ring - left) / 2 & ~7) - Fixed);
        string rest = new('y', Ring - left - ((Ring - left) / 2 & ~7) - Fixed);
        var sink = new TestSink();
        using (var log = new MetricLog([new NamedSink("test", sink)], new MetricLogOptions { RingBytes = Ring }))
        {
            foreach (string note in (string[])[large, rest, "after", large, rest, "the end"])
            {
                log.Log(new NoteMetrics(0, -1, s_phase, s_phase, note));
            }
        }

        Assert.Equal(
            [$"note='{large}'", $"note='{rest}'", "note='after'", $"note='{large}'", $"note='{rest}'", "note='the end'"],
            sink.Entries.Select(entry => entry.Values));
    }

    [Fact]
    public void ASlowOutputLosesNothingWhereTheRingBlocks()
    {
        int calls = 0;
        var sink = new TestSink { OnWrite = () => Thread.Sleep(calls++ % 50 == 0 ? 2 : 0) };
        using (var log = new MetricLog([new NamedSink("test", sink)], new MetricLogOptions { RingBytes = 512 }))
        {
            for (int i = 0; i < 1000; i++)
            {
                log.Log(new LossMetrics(i, i));
            }

            Assert.Equal(0, log.Dropped);
        }

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), sink.Entries.Select(entry => entry.Axes.Step));
    }

    [Fact]
    public void DroppedRecordsAreCountedExactlyAndTheCountIsLogged()
    {
        using var gate = new ManualResetEventSlim();
        var sink = new TestSink { OnWrite = gate.Wait };
        var log = new MetricLog(
            [new NamedSink("test", sink)], new MetricLogOptions { RingBytes = 1024, WhenFull = FullRingPolicy.Drop });
        for (int i = 0; i < 1000; i++)
        {
            log.Log(new LossMetrics(i, i));
        }

        long firstDrops = log.Dropped;
        Assert.InRange(firstDrops, 900, 999);
        gate.Set();
        log.Flush();
        log.Log(new LossMetrics(1000, 0));
        log.Dispose();

        // What was kept, then the count, then what came after; the dropped have no numbers, so none is missing.
        int kept = 1000 - (int)firstDrops;
        Assert.Equal(Enumerable.Range(0, kept).Select(i => (long)i), sink.Entries.Take(kept).Select(entry => entry.Axes.Step));
        Assert.Equal(("dropped_records", 999L, $"total={firstDrops}"), Summary(sink.Entries[kept]));
        Assert.Equal("performance/dropped_records", sink.Entries[kept].Tags);
        Assert.Equal(("loss", 1000L), (sink.Entries[kept + 1].Record, sink.Entries[kept + 1].Axes.Step));
        Assert.Equal(kept + 2, sink.Entries.Count);
        Assert.Equal(Enumerable.Range(0, kept + 2).Select(i => (long)i), sink.Entries.Select(entry => entry.Sequence));
        Assert.True(MetricSchema.Of<DroppedRecords>().Clocked);
    }

    [Fact]
    public void WhateverIsDroppedWhileTheWriterLagsIsAccountedFor()
    {
        int calls = 0;
        var sink = new TestSink { OnWrite = () => Thread.Sleep(calls++ % 20 == 0 ? 1 : 0) };
        var log = new MetricLog(
            [new NamedSink("test", sink)], new MetricLogOptions { RingBytes = 1024, WhenFull = FullRingPolicy.Drop });
        for (int i = 0; i < 20_000; i++)
        {
            // Some are too large for the ring.
            log.Log(new NoteMetrics(i, -1, s_phase, s_phase, new string('z', i % 7 == 0 ? 2000 : i % 90)));
        }

        log.Dispose();

        Recorded[] kept = [.. sink.Entries.Where(entry => entry.Record == "note")];
        Assert.Equal(20_000, kept.Length + log.Dropped);
        Assert.All(kept, entry => Assert.Equal((entry.Axes.Step % 7 == 0 ? 2000 : entry.Axes.Step % 90) + 7, entry.Values.Length));
        Assert.True(log.Dropped == 0 || sink.Entries.Last(entry => entry.Record == "dropped_records").Values == $"total={log.Dropped}");
        Assert.Equal(Enumerable.Range(0, sink.Entries.Count).Select(i => (long)i), sink.Entries.Select(entry => entry.Sequence));

        // Steps and counts go together: at each count, as many steps are missing as it says.
        long before = 0;
        foreach (Recorded entry in sink.Entries)
        {
            if (entry.Record == "note")
            {
                before++;
            }
            else
            {
                Assert.Equal($"total={entry.Axes.Step + 1 - before}", entry.Values);
            }
        }
    }

    private static (string Record, long Step, string Values) Summary(Recorded entry) => (entry.Record, entry.Axes.Step, entry.Values);
}
