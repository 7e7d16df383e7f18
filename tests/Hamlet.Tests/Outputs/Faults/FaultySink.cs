using Hamlet.Metrics;
using Hamlet.State;

namespace Hamlet.Tests.Outputs.Faults;

/// <summary>Passes everything on to an output unless there is a fault; then every write and flush throws.</summary>
internal sealed class FaultySink(IMetricSink sink, Fault fault, Func<Exception> reason) : IMetricSink
{
    public void Write(in MetricEntry entry)
    {
        ThrowIfFull();
        sink.Write(in entry);
    }

    public void Flush()
    {
        ThrowIfFull();
        sink.Flush();
    }

    public bool MayPass(Exception exception) => sink.MayPass(exception);

    public long TakeLost() => sink.TakeLost();

    public void SaveState(StateWriter writer) => sink.SaveState(writer);

    public void LoadState(StateReader reader) => sink.LoadState(reader);

    public void Dispose() => sink.Dispose();

    private void ThrowIfFull()
    {
        if (fault.Full)
        {
            throw reason();
        }
    }
}
