using Hamlet.Metrics;
using Hamlet.State;

namespace Hamlet.IntegrationTests;

/// <summary>An output that breaks at its hundredth record.</summary>
[Sink("failing")]
public sealed class FailingSink : IMetricSink
{
    private int _records;

    public void Write(in MetricEntry entry)
    {
        if (++_records == 100)
        {
            throw new IOException("the disk is made of cheese");
        }
    }

    public void Flush()
    {
    }

    public void SaveState(StateWriter writer)
    {
    }

    public void LoadState(StateReader reader)
    {
    }

    public void Dispose()
    {
    }
}
