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

    /// <summary>Refuses a batch that a network cannot be evaluated on.</summary>
    /// <param name="spec">The network.</param>
    /// <param name="maxRows">The rows that the workspace has.</param>
    /// <exception cref="ArgumentException">The batch has another shape, or more rows.</exception>
    public void Check(NetworkSpec spec, int maxRows)
    {
        if (Rows < 1 || Rows > maxRows)
        {
            throw new ArgumentException($"A batch of {Rows} rows does not fit a workspace of {maxRows}.");
        }

        if (Observations.Length != Rows * spec.Inputs)
        {
            throw new ArgumentException($"{Observations.Length} values are no {Rows} rows of {spec.Inputs}.");
        }

        if (!InitialState.IsEmpty && InitialState.Length != Size * spec.StateSize)
        {
            throw new ArgumentException(
                $"The initial state has {InitialState.Length} values, {Size} sequences need {Size * spec.StateSize}.");
        }

        if (!Resets.IsEmpty && Resets.Length != Rows)
        {
            throw new ArgumentException($"There are {Resets.Length} resets for {Rows} rows.");
        }
    }
}
