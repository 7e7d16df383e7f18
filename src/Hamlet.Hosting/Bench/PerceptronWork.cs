namespace Hamlet.Hosting.Bench;

/// <summary>The floating-point operations of a multi-layer perceptron for one row; biases and activations are not counted.</summary>
/// <param name="Widths">The widths from the observation to the outputs.</param>
internal sealed record PerceptronWork(params IReadOnlyList<int> Widths)
{
    /// <summary>Of a forward pass: a multiply-add for each weight.</summary>
    public double Forward => 2 * Weights(0);

    /// <summary>Of a forward and a backward pass: the gradient of each weight, and that of each input but the first layer's.</summary>
    public double Update => Forward + (2 * Weights(0)) + (2 * Weights(1));

    private double Weights(int from) => Enumerable.Range(from, Widths.Count - 1 - from).Sum(i => (double)Widths[i] * Widths[i + 1]);
}
