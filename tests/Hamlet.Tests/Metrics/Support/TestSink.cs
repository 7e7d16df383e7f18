using Hamlet.Metrics;
using Hamlet.State;

namespace Hamlet.Tests.Metrics;

/// <summary>An output that remembers everything and does at each call what a test asks of it.</summary>
internal sealed class TestSink : IMetricSink
{
    public List<Recorded> Entries { get; } = [];

    public int Flushes { get; private set; }

    /// <summary>How many entries there were when it was last flushed.</summary>
    public int FlushedEntries { get; private set; }

    public int Disposals { get; private set; }

    public Action? OnWrite { get; init; }

    public Action? OnFlush { get; init; }

    public Action? OnDispose { get; init; }

    public Action? OnSave { get; init; }

    public Action? OnTakeLost { get; init; }

    /// <summary>The state that was loaded, or -1.</summary>
    public long Loaded { get; private set; } = -1;

    public void Write(in MetricEntry entry)
    {
        OnWrite?.Invoke();
        Entries.Add(Recorded.From(in entry));
    }

    public void Flush()
    {
        OnFlush?.Invoke();
        Flushes++;
        FlushedEntries = Entries.Count;
    }

    public void Dispose()
    {
        Disposals++;
        OnDispose?.Invoke();
    }

    public long TakeLost()
    {
        OnTakeLost?.Invoke();
        return 0;
    }

    public void SaveState(StateWriter writer)
    {
        OnSave?.Invoke();
        writer.Write("entries", Entries.Count);
    }

    public void LoadState(StateReader reader) => Loaded = reader.ReadInt64("entries");
}
