using Hamlet.Randomness;

namespace Hamlet.Networks;

/// <summary>The values that every backend begins with: a function of the spec and the stream alone, in double precision.</summary>
public static class ParameterInitialization
{
    /// <summary>Fills the parameter vector of a network.</summary>
    /// <param name="spec">The network.</param>
    /// <param name="random">Drawn from in the order of the parameters, a weight row by row.</param>
    /// <param name="parameters">As long as <see cref="ParameterLayout"/> says.</param>
    /// <exception cref="ArgumentException">The vector has another length.</exception>
    public static void Fill(NetworkSpec spec, ref RandomStream random, Span<float> parameters)
    {
        IReadOnlyList<ParameterSlice> slices = ParameterLayout.Create(spec);
        if (parameters.Length != slices[^1].Offset + slices[^1].Length)
        {
            throw new ArgumentException($"The vector has {parameters.Length} values.", nameof(parameters));
        }

        int next = 0;
        for (int i = 0; i < spec.Trunk.Hidden.Count; i++)
        {
            FillLinear(spec, slices, ref next, Math.Sqrt(2), ref random, parameters);
        }

        if (spec.Trunk.Recurrent != Recurrence.None)
        {
            FillRecurrent(spec.Trunk, slices, ref next, ref random, parameters);
        }

        foreach (HeadSpec head in spec.Heads)
        {
            if (head.Kind == HeadKind.StateIndependent)
            {
                Part(slices[next++], parameters).Fill(head.Initial);
                continue;
            }

            int layers = head.Kind == HeadKind.Dueling ? 2 : 1;
            for (int i = 0; i < layers; i++)
            {
                FillLinear(spec, slices, ref next, head.Gain, ref random, parameters);
            }
        }
    }

    private static void FillLinear(
        NetworkSpec spec, IReadOnlyList<ParameterSlice> slices, ref int next, double gain, ref RandomStream random, Span<float> parameters)
    {
        ParameterSlice weight = slices[next++];
        Span<float> weights = Part(weight, parameters);
        Span<float> biases = Part(slices[next++], parameters);
        int inputs = weight.Shape[1];
        if (spec.Trunk.Initialization == Initialization.Orthogonal)
        {
            OrthogonalMatrix.Fill(weights, weight.Shape[0], inputs, gain, ref random);
            biases.Clear();
            return;
        }

        double bound = 1 / Math.Sqrt(inputs);
        FillUniform(weights, bound, ref random);
        FillUniform(biases, bound, ref random);
    }

    // Both weights and both biases: orthogonal with gain 1 and zero, as in CleanRL's ppo_atari_lstm.py, or uniform in ±1/sqrt(size), as in
    // torch.nn.GRU and torch.nn.LSTM.
    private static void FillRecurrent(
        NetworkOptions trunk, IReadOnlyList<ParameterSlice> slices, ref int next, ref RandomStream random, Span<float> parameters)
    {
        double bound = 1 / Math.Sqrt(trunk.RecurrentSize);
        for (int end = next + 4; next < end; next++)
        {
            ParameterSlice slice = slices[next];
            Span<float> values = Part(slice, parameters);
            if (trunk.Initialization == Initialization.Kaiming)
            {
                FillUniform(values, bound, ref random);
            }
            else if (slice.Shape.Count == 2)
            {
                OrthogonalMatrix.Fill(values, slice.Shape[0], slice.Shape[1], 1, ref random);
            }
            else
            {
                values.Clear();
            }
        }
    }

    private static void FillUniform(Span<float> values, double bound, ref RandomStream random)
    {
        foreach (ref float value in values)
        {
            value = (float)random.NextDouble(-bound, bound);
        }
    }

    private static Span<float> Part(ParameterSlice slice, Span<float> parameters) => parameters.Slice(slice.Offset, slice.Length);
}
