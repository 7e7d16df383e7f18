using Hamlet.Metrics;
using Hamlet.State;

namespace Hamlet.Benchmarks.Metrics;

/// <summary>An output that only counts, so that what is measured is the log.</summary>
internal sealed class CountingSink : IMetricSink
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
