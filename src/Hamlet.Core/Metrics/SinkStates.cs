using Hamlet.State;

namespace Hamlet.Metrics;

/// <summary>
/// The states of the outputs, each under its name, saved and loaded on the writer thread like every other call of an output. An output
/// that fails to save is detached like any that fails; one that cannot go on from its state is an error of the resume.
/// </summary>
internal sealed class SinkStates(SinkSet sinks, MetricWriter? thread) : IStateful
{
    /// <inheritdoc/>
    public void SaveState(StateWriter writer) => thread?.Do(() =>
    {
        foreach (NamedSink sink in sinks.Active)
        {
            sinks.ForEach([sink], stateful => writer.Write(sink.Name, stateful));
        }
    });

    /// <summary>Loads the outputs that have a state; those that are new since then begin afresh.</summary>
    public void LoadState(StateReader reader) => thread?.Do(() =>
    {
        foreach (NamedSink sink in sinks.Active.Where(sink => reader.Has(sink.Name)))
        {
            reader.Read(sink.Name, sink.Sink);
        }
    });
}
