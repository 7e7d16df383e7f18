using Hamlet.State;

namespace Hamlet.Metrics;

/// <content>The way through a checkpoint.</content>
public sealed partial class MetricLog
{
    /// <summary>
    /// Saves the state without waiting for the outputs: theirs is noted by the writer thread when it has written what was logged up to
    /// here, and nothing of what is logged meanwhile. For the thread that logs.
    /// </summary>
    /// <param name="tree">Receives the state.</param>
    /// <returns>Waits until the state is whole, on any thread; until then nobody may look at it.</returns>
    public Action BeginSave(StateTree tree)
    {
        ThrowIfBranch();
        ObjectDisposedException.ThrowIf(_disposed, this);
        var writer = new StateWriter(tree);
        TryReportDropsIfAny();
        writer.Write("next_sequence", _sequence);
        writer.Write<long>("episodes", _episodes);
        var outputs = new StateTree();
        tree.Children.Add("sinks", outputs);
        if (_writer is null)
        {
            return static () => { };
        }

        return _writer.Post(() =>
        {
            _writer.Flush();
            new SinkStates(_sinks).SaveState(new StateWriter(outputs));
        }).Wait;
    }

    void IStateful.SaveState(StateWriter writer)
    {
        ThrowIfBranch();
        ObjectDisposedException.ThrowIf(_disposed, this);
        Flush();
        writer.Write("next_sequence", _sequence);
        writer.Write<long>("episodes", _episodes);
        var outputs = new SinkStates(_sinks);
        if (_writer is null)
        {
            writer.Write("sinks", outputs);
        }
        else
        {
            _writer.Do(() => writer.Write("sinks", outputs));
        }
    }

    void IStateful.LoadState(StateReader reader)
    {
        ThrowIfBranch();
        ObjectDisposedException.ThrowIf(_disposed, this);
        _sequence = reader.ReadInt64("next_sequence");
        reader.Read<long>("episodes", _episodes);
        _writer?.Do(() => reader.Read("sinks", new SinkStates(_sinks)));
    }

    // Said before the state is, as the record is in it. Where there is no room for it, it is said later.
    private void TryReportDropsIfAny()
    {
        if (_ring is not null)
        {
            TryReportDrops();
        }
    }
}
