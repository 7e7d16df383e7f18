using Hamlet.Networks;

namespace Hamlet.Tests.Numerics;

/// <summary>The same network in double precision, written as the formulas read: no layout, no blocking, no fused operation.</summary>
internal sealed class ReferenceNetwork(NetworkSpec spec, double[] parameters)
{
    private readonly IReadOnlyList<ParameterSlice> _slices = ParameterLayout.Create(spec);

    public double[] Parameters { get; } = parameters;

    public NetworkSpec Spec => spec;

    // Behind the weights and biases of the trunk, and the four parameters of a recurrent layer.
    private int FirstHead => (2 * spec.Trunk.Hidden.Count) + (spec.Trunk.Recurrent == Recurrence.None ? 0 : 4);

    public static ReferenceNetwork Of(IInference network)
    {
        float[] values = new float[network.ParameterCount];
        network.ReadParameters(values);
        return new ReferenceNetwork(network.Spec, [.. values.Select(static v => (double)v)]);
    }

    /// <summary>The values of each head for one observation.</summary>
    public double[][] Forward(ReadOnlySpan<float> observation) => Heads(Trunk(observation)[^1]);

    /// <summary>The sum over rows, heads and outputs of coefficient times value.</summary>
    public double Loss(ReadOnlySpan<float> observations, float[][] coefficients)
    {
        double loss = 0;
        int rows = observations.Length / spec.Inputs;
        for (int row = 0; row < rows; row++)
        {
            double[][] heads = Forward(observations.Slice(row * spec.Inputs, spec.Inputs));
            for (int h = 0; h < heads.Length; h++)
            {
                for (int i = 0; i < heads[h].Length; i++)
                {
                    loss += coefficients[h][(row * heads[h].Length) + i] * heads[h][i];
                }
            }
        }

        return loss;
    }

    /// <summary>The derivative of the loss with respect to one parameter, by central differences.</summary>
    public double Slope(int parameter, ReadOnlySpan<float> observations, float[][] coefficients)
    {
        const double H = 1e-6;
        double kept = Parameters[parameter];
        Parameters[parameter] = kept + H;
        double above = Loss(observations, coefficients);
        Parameters[parameter] = kept - H;
        double below = Loss(observations, coefficients);
        Parameters[parameter] = kept;
        return (above - below) / (2 * H);
    }

    /// <summary>All derivatives of the loss, by the chain rule.</summary>
    public double[] Gradient(ReadOnlySpan<float> observations, float[][] coefficients)
    {
        double[] gradient = new double[Parameters.Length];
        int rows = observations.Length / spec.Inputs;
        for (int row = 0; row < rows; row++)
        {
            double[][] values = Trunk(observations.Slice(row * spec.Inputs, spec.Inputs));
            double[] delta = HeadsBackward(values[^1], coefficients, row, gradient);
            for (int layer = spec.Trunk.Hidden.Count - 1; layer >= 0; layer--)
            {
                for (int i = 0; i < delta.Length; i++)
                {
                    double y = values[layer + 1][i];
                    delta[i] *= spec.Trunk.Activation == Activation.Tanh ? 1 - (y * y) : y > 0 ? 1 : 0;
                }

                delta = LinearBackward(2 * layer, values[layer], delta, gradient);
            }
        }

        return gradient;
    }

    /// <summary>The values of each layer of the trunk, the observation first.</summary>
    public double[][] Trunk(ReadOnlySpan<float> observation)
    {
        var values = new double[spec.Trunk.Hidden.Count + 1][];
        values[0] = new double[observation.Length];
        for (int i = 0; i < observation.Length; i++)
        {
            values[0][i] = observation[i];
        }

        for (int layer = 0; layer < spec.Trunk.Hidden.Count; layer++)
        {
            double[] sums = Linear(2 * layer, values[layer]);
            values[layer + 1] = [.. sums.Select(z => spec.Trunk.Activation == Activation.Tanh ? Math.Tanh(z) : Math.Max(z, 0))];
        }

        return values;
    }

    /// <summary>The values of each head.</summary>
    public double[][] Heads(double[] x)
    {
        var heads = new List<double[]>();
        int slice = FirstHead;
        foreach (HeadSpec head in spec.Heads)
        {
            switch (head.Kind)
            {
                case HeadKind.StateIndependent:
                    heads.Add(Parameters[_slices[slice].Offset..(_slices[slice].Offset + head.Width)]);
                    slice++;
                    break;
                case HeadKind.Dueling:
                    double value = Linear(slice, x)[0];
                    double[] advantages = Linear(slice + 2, x);
                    heads.Add([.. advantages.Select(a => value + a - advantages.Average())]);
                    slice += 4;
                    break;
                default:
                    heads.Add(Linear(slice, x));
                    slice += 2;
                    break;
            }
        }

        return [.. heads];
    }

    private double[] HeadsBackward(double[] x, float[][] coefficients, int row, double[] gradient)
    {
        double[] delta = new double[x.Length];
        int slice = FirstHead;
        for (int h = 0; h < spec.Heads.Count; h++)
        {
            HeadSpec head = spec.Heads[h];
            double[] g = [.. coefficients[h].Skip(row * head.Width).Take(head.Width).Select(static c => (double)c)];
            switch (head.Kind)
            {
                case HeadKind.StateIndependent:
                    for (int i = 0; i < head.Width; i++)
                    {
                        gradient[_slices[slice].Offset + i] += g[i];
                    }

                    slice++;
                    break;
                case HeadKind.Dueling:
                    Add(delta, LinearBackward(slice, x, [g.Sum()], gradient));
                    Add(delta, LinearBackward(slice + 2, x, [.. g.Select(v => v - g.Average())], gradient));
                    slice += 4;
                    break;
                default:
                    Add(delta, LinearBackward(slice, x, g, gradient));
                    slice += 2;
                    break;
            }
        }

        return delta;
    }

    // The slice of the weight; its bias is the next one.
    private double[] Linear(int slice, double[] x) => Linear(slice, slice + 1, x);

    /// <summary>A product and a bias, by the places of their parameters.</summary>
    public double[] Linear(int weightSlice, int biasSlice, double[] x)
    {
        (ParameterSlice weight, ParameterSlice bias) = (_slices[weightSlice], _slices[biasSlice]);
        double[] y = new double[weight.Shape[0]];
        for (int o = 0; o < y.Length; o++)
        {
            y[o] = Parameters[bias.Offset + o];
            for (int i = 0; i < x.Length; i++)
            {
                y[o] += Parameters[weight.Offset + (o * x.Length) + i] * x[i];
            }
        }

        return y;
    }

    private double[] LinearBackward(int slice, double[] x, double[] delta, double[] gradient)
    {
        (ParameterSlice weight, ParameterSlice bias) = (_slices[slice], _slices[slice + 1]);
        double[] below = new double[x.Length];
        for (int o = 0; o < delta.Length; o++)
        {
            gradient[bias.Offset + o] += delta[o];
            for (int i = 0; i < x.Length; i++)
            {
                gradient[weight.Offset + (o * x.Length) + i] += delta[o] * x[i];
                below[i] += delta[o] * Parameters[weight.Offset + (o * x.Length) + i];
            }
        }

        return below;
    }

    private static void Add(double[] target, double[] source)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] += source[i];
        }
    }
}
