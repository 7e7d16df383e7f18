namespace Hamlet.Networks;

/// <summary>What kinds of memory are made of.</summary>
public static class RecurrenceShape
{
    /// <summary>How many gates of the layer's size there are, in PyTorch's order: r, z, n, or i, f, g, o.</summary>
    public static int Gates(this Recurrence recurrence) => recurrence switch
    {
        Recurrence.Gru => 3,
        Recurrence.Lstm => 4,
        _ => 0,
    };

    /// <summary>How many vectors of the layer's size are carried from step to step: h, or h and then c.</summary>
    public static int States(this Recurrence recurrence) => recurrence switch
    {
        Recurrence.Gru => 1,
        Recurrence.Lstm => 2,
        _ => 0,
    };
}
