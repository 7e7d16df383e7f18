using Hamlet.Metrics;
using Hamlet.State;

namespace Hamlet.Tests.Metrics;

/// <summary>Logging allocates nothing on the thread that logs: the promise that makes it free to log.</summary>
public sealed class MetricLogAllocationTests : IDisposable
{
    private readonly CountingSink _sink = new();
    private readonly MetricLog _log;
    private readonly float[] _values = [.. Enumerable.Range(0, 10_000).Select(i => i / 7f)];
    private readonly byte[] _pixels = new byte[64 * 64 * 3];
    private readonly MetricNames _names = new([.. Enumerable.Range(0, 8).Select(i => $"meter{i}")]);
    private readonly TagName _part = TagName.Intern("allocation");

    public MetricLogAllocationTests() => _log = new MetricLog([new NamedSink("count", _sink)]);

    public void Dispose() => _log.Dispose();

    [Fact]
    public void NumbersAllocateNothing() => AllocatesNothing(i => _log.Log(new LossMetrics(i, i)));

    [Fact]
    public void ARecordOfEveryKindAllocatesNothing() => AllocatesNothing(i => _log.Log(new EveryKindMetrics
    {
        Step = i,
        Single = i,
        OptionalDouble = i,
        OptionalDay = DayOfWeek.Monday,
        Histogram = _values,
        Text = "wörter",
        Image = new MetricImage(64, 64, 3, _pixels),
        Map = new MetricMap(_names, _values.AsMemory(0, 8)),
    }));

    [Fact]
    public void TextsWithTagPartsAllocateNothing() => AllocatesNothing(i => _log.Log(new NoteMetrics(i, 0, _part, _part, "a note")));

    [Fact]
    public void HistogramsOfSpansAllocateNothing() =>
        AllocatesNothing(i => _log.Log(new EveryKindMetrics { Step = i, Histogram = _values.AsMemory(i % 100, 5000) }));

    [Fact]
    public void RecordsBesideTheRingAllocateNothing()
    {
        float[] large = new float[2 << 20];
        AllocatesNothing(i => _log.LogHistogram("Allocation/Large", large, i), count: 20);
    }

    [Fact]
    public void WhatHasNoRecordAllocatesNothing() => AllocatesNothing(i =>
    {
        _log.Log("Allocation/Scalar", i, i);
        _log.LogMany(i, 0, ("Allocation/Low", i), ("Allocation/High", i));
        _log.LogMany("Allocation", new MetricMap(_names, _values.AsMemory(0, 8)), i);
        _log.LogText("Allocation/Text", "text", i);
        _log.LogHistogram("Allocation/Histogram", _values.AsMemory(0, 100), i);
        _log.LogImage("Allocation/Image", new MetricImage(64, 64, 3, _pixels), i);
    });

    private void AllocatesNothing(Action<int> log, int count = 2000)
    {
        for (int i = 0; i < count; i++)
        {
            log(i);
        }

        _log.Flush();
        long first = _log.NextSequence;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < count; i++)
        {
            log(i);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        _log.Flush();
        Assert.Equal(0, allocated);
        Assert.Equal(_log.NextSequence, _sink.Records);
        Assert.True(_log.NextSequence - first >= count);
    }

    /// <summary>Reads every record and keeps none.</summary>
    private sealed class CountingSink : IMetricSink
    {
        public long Records { get; private set; }

        public void Write(in MetricEntry entry) => Records++;

        public void Flush()
        {
        }

        public void Dispose()
        {
        }

        public void SaveState(StateWriter writer)
        {
        }

        public void LoadState(StateReader reader)
        {
        }
    }
}
