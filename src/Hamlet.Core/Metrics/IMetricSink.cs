using Hamlet.State;

namespace Hamlet.Metrics;

/// <summary>
/// An output. All calls come from one thread. One that throws is reported once with its reason; then the output is tried again or closed
/// (<see cref="MayPass"/>), and never stops training. Saving its state flushes it and notes how far it has written; loading that state
/// cuts it back to there.
/// </summary>
public interface IMetricSink : IStateful, IDisposable
{
    /// <summary>The command with which a person looks at what the output wrote, or null if there is none.</summary>
    string? OpenCommand => null;

    /// <summary>
    /// Whether a failure may pass by itself, as a full disk or a lock does: then records are kept and the output is tried again, within
    /// the bounds of <see cref="SinkRetryOptions"/>; otherwise it is closed. By default every error of input and output is one, but for
    /// a file or a directory that is gone.
    /// </summary>
    bool MayPass(Exception reason) => reason is IOException and not (FileNotFoundException or DirectoryNotFoundException);

    /// <summary>
    /// How many records that it had taken an output has lost again since this was last asked, as when a failure rolled a transaction
    /// back. Asked after every failure.
    /// </summary>
    long TakeLost() => 0;

    /// <summary>Whether it prints while training goes on, so that no progress bar can be drawn beside it.</summary>
    bool UsesTerminal => false;

    /// <summary>Takes one record. One for which this threw is handed over again if the output is tried again.</summary>
    void Write(in MetricEntry entry);

    /// <summary>Makes everything written so far readable for other processes.</summary>
    void Flush();
}
