namespace Hamlet.Networks;

/// <summary>A named tensor within the parameter vector.</summary>
/// <param name="Name">Its name, such as <c>trunk.0.weight</c> or <c>q.advantage.bias</c>.</param>
/// <param name="Shape">Its shape; a weight is [outputs, inputs], row-major, as in PyTorch.</param>
/// <param name="Offset">Where it begins in the vector.</param>
public sealed record ParameterSlice(string Name, IReadOnlyList<int> Shape, int Offset)
{
    /// <summary>How many values it has.</summary>
    public int Length => Shape.Aggregate(1, static (a, b) => a * b);
}
