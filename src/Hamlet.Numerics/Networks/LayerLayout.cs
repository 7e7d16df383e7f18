namespace Hamlet.Numerics;

/// <summary>Where a linear layer lies in the vector of parameters.</summary>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Outputs">Its outputs.</param>
/// <param name="Weights">Where its weights begin: [inputs, padded outputs] in <see cref="Panels"/>.</param>
internal sealed record LayerLayout(int Inputs, int Outputs, int Weights)
{
    /// <summary>Outputs with padding; the weights and biases of the padding are 0 and stay so.</summary>
    public int Columns { get; } = Panels.Pad(Outputs);

    /// <summary>The row length of its values.</summary>
    public int RowLength { get; } = Panels.RowLength(Outputs);

    /// <summary>Where its biases begin.</summary>
    public int Bias { get; } = checked(Weights + (Inputs * Panels.Pad(Outputs)));

    /// <summary>The multiplications and additions of one row.</summary>
    public double Work => 2.0 * Inputs * Columns;

    /// <summary>Where the next layer may begin.</summary>
    public int End => checked(Bias + Columns);
}
