using Hamlet.Networks;

namespace Hamlet.Numerics;

/// <summary>
/// Where a recurrent layer lies: two linear layers, of its input and of its state, whose outputs are the gates side by side, each padded to
/// whole vectors. So one pass over a row computes all gates of a vector of units. The padding of a state is 0 and stays so: a gate's own padding
/// does not (a sigmoid of 0 is 1/2), but nothing comes of it.
/// </summary>
/// <param name="Kind">What it computes.</param>
/// <param name="Size">Its units.</param>
/// <param name="InputLayer">The place of the layer of its input among all layers; that of its state is the next one.</param>
internal sealed record RecurrentLayout(Recurrence Kind, int Size, int InputLayer)
{
    /// <summary>The place of the layer of its state among all layers.</summary>
    public int StateLayer => InputLayer + 1;

    /// <summary>From one gate of a row to the next.</summary>
    public int GateWidth { get; } = Panels.Pad(Size);

    /// <summary>The outputs of either layer.</summary>
    public int Outputs => Kind.Gates() * GateWidth;

    /// <summary>The row length of states.</summary>
    public int RowLength { get; } = Panels.RowLength(Size);

    /// <summary>Whether there is a cell beside the state.</summary>
    public bool HasCell => Kind == Recurrence.Lstm;

    /// <summary>The values carried from step to step.</summary>
    public int StateSize => Kind.States() * Size;
}
