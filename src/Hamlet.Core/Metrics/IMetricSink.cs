using Hamlet.State;

namespace Hamlet.Metrics;

/// <summary>
/// An output. All calls come from one thread. A call that throws is reported once with its reason; the output is retried or detached by
/// rule and never stops training. Saving its state flushes it and notes how far it has written; loading that state cuts it back to there.
/// </summary>
public interface IMetricSink : IStateful, IDisposable
{
    /// <summary>The command with which a person looks at what the output wrote, or null if there is none.</summary>
    string? OpenCommand => null;

    /// <summary>Takes one record.</summary>
    void Write(in MetricEntry entry);

    /// <summary>Makes everything written so far readable for other processes.</summary>
    void Flush();
}
