using Hamlet.State;

namespace Hamlet.Metrics;

/// <content>The way through a checkpoint.</content>
public sealed partial class MetricLog
{
    void IStateful.SaveState(StateWriter writer)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Flush();
        writer.Write("next_sequence", _sequence);
        writer.Write<long>("episodes", _episodes);
        writer.Write("sinks", new SinkStates(_sinks, _writer));
    }

    void IStateful.LoadState(StateReader reader)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _sequence = reader.ReadInt64("next_sequence");
        reader.Read<long>("episodes", _episodes);
        reader.Read("sinks", new SinkStates(_sinks, _writer));
    }
}
