using Hamlet.State;

namespace Hamlet.Metrics;

/// <summary>
/// The states of the outputs, each under its name. Saved and loaded on the writer thread like every other call of an output. One that
/// fails to save is closed, since what it holds no longer agrees with the checkpoint; one that cannot go on from its state is an error
/// of the resume.
/// </summary>
internal sealed class SinkStates(SinkSet sinks) : IStateful
{
    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        foreach (Outlet outlet in sinks.Working)
        {
            try
            {
                writer.Write(outlet.Name, outlet.Sink);
            }
            catch (Exception reason)
            {
                outlet.Detach(reason);
            }
        }
    }

    /// <summary>Loads the outputs that have a state; those that are new since then begin afresh.</summary>
    public void LoadState(StateReader reader)
    {
        foreach (Outlet outlet in sinks.Working.Where(outlet => reader.Has(outlet.Name)))
        {
            reader.Read(outlet.Name, outlet.Sink);
        }
    }
}
