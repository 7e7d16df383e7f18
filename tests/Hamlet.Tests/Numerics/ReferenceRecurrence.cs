using Hamlet.Networks;

namespace Hamlet.Tests.Numerics;

/// <summary>
/// The recurrent layers of PyTorch's documentation (torch.nn.GRU, torch.nn.LSTM) in double precision, one sequence and one step at a time, between
/// the trunk and the heads of a <see cref="ReferenceNetwork"/>.
/// </summary>
internal sealed class ReferenceRecurrence(ReferenceNetwork network)
{
    private readonly NetworkSpec _spec = network.Spec;

    /// <summary>One step: the heads' values; the state is replaced.</summary>
    public double[][] Step(ReadOnlySpan<float> observation, ref double[] state)
    {
        double[] x = network.Trunk(observation)[^1];
        state = _spec.Trunk.Recurrent == Recurrence.Gru ? Gru(x, state) : Lstm(x, state);
        return network.Heads(state[.._spec.Trunk.RecurrentSize]);
    }

    /// <summary>All heads of all rows, [time, size, width], and the final states.</summary>
    public (double[][] Heads, double[] Final) Run(SequenceData data)
    {
        var states = new double[data.Size][];
        var heads = new List<double>[_spec.Heads.Count];
        for (int h = 0; h < heads.Length; h++)
        {
            heads[h] = [];
        }

        for (int row = 0; row < data.Time * data.Size; row++)
        {
            int sequence = row % data.Size;
            double[] state = row >= data.Size ? states[sequence] : data.InitialOf(sequence, _spec.StateSize);
            state = data.Resets.Length > 0 && data.Resets[row] ? new double[_spec.StateSize] : state;
            double[][] values = Step(data.Observations.AsSpan(row * _spec.Inputs, _spec.Inputs), ref state);
            states[sequence] = state;
            for (int h = 0; h < heads.Length; h++)
            {
                heads[h].AddRange(values[h]);
            }
        }

        return ([.. heads.Select(static h => h.ToArray())], [.. states.SelectMany(static s => s)]);
    }

    /// <summary>The derivative of the sum of coefficient times value with respect to one parameter, by central differences.</summary>
    public double Slope(int parameter, SequenceData data, float[][] coefficients)
    {
        const double H = 1e-6;
        double kept = network.Parameters[parameter];
        network.Parameters[parameter] = kept + H;
        double above = Loss(data, coefficients);
        network.Parameters[parameter] = kept - H;
        double below = Loss(data, coefficients);
        network.Parameters[parameter] = kept;
        return (above - below) / (2 * H);
    }

    private double Loss(SequenceData data, float[][] coefficients)
    {
        double[][] heads = Run(data).Heads;
        return heads.Zip(coefficients).Sum(static pair => pair.First.Zip(pair.Second).Sum(static p => p.First * p.Second));
    }

    private double[] Gru(double[] x, double[] h)
    {
        (double[] input, double[] state) = Products(x, h);
        int size = h.Length;
        double[] next = new double[size];
        for (int i = 0; i < size; i++)
        {
            double r = Sigmoid(input[i] + state[i]);
            double z = Sigmoid(input[size + i] + state[size + i]);
            double n = Math.Tanh(input[(2 * size) + i] + (r * state[(2 * size) + i]));
            next[i] = ((1 - z) * n) + (z * h[i]);
        }

        return next;
    }

    private double[] Lstm(double[] x, double[] hc)
    {
        int size = hc.Length / 2;
        (double[] input, double[] state) = Products(x, hc[..size]);
        double[] next = new double[2 * size];
        for (int j = 0; j < size; j++)
        {
            double i = Sigmoid(input[j] + state[j]);
            double f = Sigmoid(input[size + j] + state[size + j]);
            double g = Math.Tanh(input[(2 * size) + j] + state[(2 * size) + j]);
            double o = Sigmoid(input[(3 * size) + j] + state[(3 * size) + j]);
            next[size + j] = (f * hc[size + j]) + (i * g);
            next[j] = o * Math.Tanh(next[size + j]);
        }

        return next;
    }

    // weight_ih, weight_hh, bias_ih and bias_hh stand behind the trunk.
    private (double[] Input, double[] State) Products(double[] x, double[] h)
    {
        int first = 2 * _spec.Trunk.Hidden.Count;
        return (network.Linear(first, first + 2, x), network.Linear(first + 1, first + 3, h));
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
