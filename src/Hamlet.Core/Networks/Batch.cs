namespace Hamlet.Networks;

/// <summary>What a network is evaluated on. Feed-forward use has time 1, no state and no resets.</summary>
public readonly ref struct Batch
{
    /// <summary>A feed-forward batch.</summary>
    /// <param name="observations">[size, inputs], row-major.</param>
    /// <param name="size">The number of rows.</param>
    public Batch(ReadOnlySpan<float> observations, int size)
    {
        Observations = observations;
        Size = size;
        Time = 1;
    }

    /// <summary>[time, size, inputs], row-major.</summary>
    public ReadOnlySpan<float> Observations { get; init; }

    /// <summary>The number of sequences, or of rows where time is 1.</summary>
    public int Size { get; init; }

    /// <summary>The length of each sequence.</summary>
    public int Time { get; init; }

    /// <summary>The recurrent state before the first step, [size, state size]; empty for none.</summary>
    public ReadOnlySpan<float> InitialState { get; init; }

    /// <summary>Where a new episode begins and the state is cleared first, [time, size]; empty for nowhere.</summary>
    public ReadOnlySpan<bool> Resets { get; init; }

    /// <summary>Rows in all.</summary>
    public int Rows => Size * Time;
}
