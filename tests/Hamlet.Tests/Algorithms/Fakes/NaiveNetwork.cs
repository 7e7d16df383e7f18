using Hamlet.Networks;

namespace Hamlet.Tests.Algorithms.Fakes;

internal class NaiveNetwork(NetworkSpec spec) : NaiveInference(spec), INetwork
{
    public double[] Gradients { get; private set; } = [];

    public GradientDescent? Optimizer { get; private set; }

    public void Backward(in Batch batch, IWorkspace workspace, bool accumulate = false)
    {
        var activations = (NaiveWorkspace)workspace;
        Gradients = accumulate ? Gradients : new double[ParameterCount];
        for (int row = 0; row < batch.Rows; row++)
        {
            double[] above = new double[Widths[^1]];
            for (int i = 0; i < above.Length; i++)
            {
                above[i] = activations.OutputGradient(0)[(row * above.Length) + i];
            }

            for (int layer = Widths.Length - 2; layer >= 0; layer--)
            {
                above = BackwardLayer(layer, activations.Layers[layer].AsSpan(row * Widths[layer], Widths[layer]), above);
            }
        }
    }

    public void ReadGradients(Span<float> destination)
    {
        for (int i = 0; i < ParameterCount; i++)
        {
            destination[i] = (float)Gradients[i];
        }
    }

    public IOptimizer CreateOptimizer(OptimizerOptions options) => Optimizer = new GradientDescent(this, options.LearningRate);

    public IInference CreateInference()
    {
        var copy = new NaiveInference(Spec);
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>Adds one row's gradient of a layer; returns the gradient of what went into the layer below's nonlinearity.</summary>
    private double[] BackwardLayer(int layer, ReadOnlySpan<double> input, double[] above)
    {
        double[] below = new double[input.Length];
        for (int to = 0; to < above.Length; to++)
        {
            Gradients[Parameters[(2 * layer) + 1].Offset + to] += above[to];
            for (int from = 0; from < input.Length; from++)
            {
                int weight = Parameters[2 * layer].Offset + (to * input.Length) + from;
                Gradients[weight] += above[to] * input[from];
                below[from] += above[to] * Values[weight] * (1 - (input[from] * input[from]));
            }
        }

        return below;
    }
}
