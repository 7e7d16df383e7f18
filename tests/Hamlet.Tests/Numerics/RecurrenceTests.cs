using Hamlet.Networks;

namespace Hamlet.Tests.Numerics;

public sealed class RecurrenceTests
{
    public static TheoryData<Recurrence, string> Kinds
    {
        get
        {
            var data = new TheoryData<Recurrence, string>();
            foreach (string simd in Nets.SupportedSimd)
            {
                data.Add(Recurrence.Gru, simd);
                data.Add(Recurrence.Lstm, simd);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ForwardIsThePublishedEquations(Recurrence kind, string simd)
    {
        foreach ((int[] hidden, int size, int time, int sequences) in ((int[], int, int, int)[])[
            ([], 1, 1, 1), ([17], 20, 7, 1), ([5, 9], 16, 5, 3), ([8], 70, 45, 4), ([], 33, 2, 131)])
        {
            NetworkSpec spec = Spec(kind, hidden, size);
            INetwork network = Nets.Create(spec, simd);
            SequenceData data = SequenceData.Create(spec, time, sequences);
            using IWorkspace workspace = network.CreateWorkspace(time * sequences);
            network.Forward(data.AsBatch(), workspace);

            (double[][] heads, double[] final) = new ReferenceRecurrence(ReferenceNetwork.Of(network)).Run(data);
            Nets.AssertClose(heads[0], workspace.Output(0), 1e-5, "q");
            Nets.AssertClose(heads[1], workspace.Output(1), 1e-5, "value");
            Nets.AssertClose(final, workspace.FinalState, 1e-5, "state");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void GradientAgreesWithFiniteDifferences(Recurrence kind, string simd)
    {
        foreach ((int[] hidden, int size, int time, int sequences) in ((int[], int, int, int)[])[
            ([], 3, 1, 1), ([], 5, 9, 1), ([7], 17, 6, 3), ([4, 6], 9, 70, 2)])
        {
            NetworkSpec spec = Spec(kind, hidden, size);
            INetwork network = Nets.Create(spec, simd);
            SequenceData data = SequenceData.Create(spec, time, sequences);
            float[][] coefficients = Nets.Coefficients(spec, time * sequences, 12);
            float[] gradient = Gradient(network, data, coefficients);

            var reference = new ReferenceRecurrence(ReferenceNetwork.Of(network));
            foreach (ParameterSlice slice in ParameterLayout.Create(spec))
            {
                int count = Math.Min(12, slice.Length);
                int[] places = [.. Enumerable.Range(0, count).Select(i => slice.Offset + (i * slice.Length / count))];
                double[] slopes = [.. places.Select(place => reference.Slope(place, data, coefficients))];
                float[] found = [.. places.Select(place => gradient[place])];
                Nets.AssertClose(slopes, found, 1e-4, $"{kind} of {size}, {slice.Name}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TwoCallsThatHandTheStateOnAreOneLongCall(Recurrence kind, string simd)
    {
        NetworkSpec spec = Spec(kind, [9], 21);
        INetwork network = Nets.Create(spec, simd);
        SequenceData data = SequenceData.Create(spec, 11, 3);
        using IWorkspace whole = network.CreateWorkspace(33);
        network.Forward(data.AsBatch(), whole);

        using IWorkspace part = network.CreateWorkspace(33);
        network.Forward(data.Part(0, 4, spec.Inputs, data.Initial).AsBatch(), part);
        Assert.Equal(whole.Output(0)[..(12 * 4)], part.Output(0));
        network.Forward(data.Part(4, 7, spec.Inputs, part.FinalState.ToArray()).AsBatch(), part);

        Assert.Equal(whole.Output(0)[(12 * 4)..], part.Output(0));
        Assert.Equal(whole.FinalState, part.FinalState);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AResetWithinASequenceMakesTwoSequences(Recurrence kind, string simd)
    {
        NetworkSpec spec = Spec(kind, [9], 21);
        INetwork network = Nets.Create(spec, simd);
        SequenceData data = SequenceData.Create(spec, 11, 1, resets: false) with { Resets = new bool[11] };
        data.Resets[4] = true;
        float[][] coefficients = Nets.Coefficients(spec, 11, 2);
        float[] together = Gradient(network, data, coefficients);

        using IWorkspace workspace = network.CreateWorkspace(11, gradients: true);
        float[][] front = [.. coefficients.Zip(spec.Heads, static (c, head) => c[..(4 * head.Width)])];
        float[][] back = [.. coefficients.Zip(spec.Heads, static (c, head) => c[(4 * head.Width)..])];
        Differentiate(network, data.Part(0, 4, spec.Inputs, data.Initial), front, workspace);
        Differentiate(network, data.Part(4, 7, spec.Inputs, []), back, workspace, accumulate: true);

        Assert.Equal(together, Nets.Gradient(network));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ASequenceHasTheSameBitsInEveryBatch(Recurrence kind, string simd)
    {
        NetworkSpec spec = Spec(kind, [30], 50);
        INetwork network = Nets.Create(spec, simd);
        SequenceData data = SequenceData.Create(spec, 6, 45);
        using IWorkspace workspace = network.CreateWorkspace(6 * 45);
        network.Forward(data.AsBatch(), workspace);
        float[] together = workspace.Output(0).ToArray();
        foreach (int sequence in (int[])[0, 7, 44])
        {
            network.Forward(data.Only(sequence, spec.Inputs, spec.StateSize).AsBatch(), workspace);
            for (int t = 0; t < 6; t++)
            {
                Assert.Equal(together.AsSpan(((t * 45) + sequence) * 4, 4), workspace.Output(0).Slice(t * 4, 4));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WhatIsForgottenBecomesZeroBeforeItIsDenormal(Recurrence kind, string simd)
    {
        // Without any parameter a gate is 1/2: what is remembered is halved at every step, and so is its gradient.
        NetworkSpec spec = Spec(kind, [], 8);
        INetwork network = Nets.Create(spec, simd);
        float[] parameters = new float[network.ParameterCount];
        ParameterSlice head = network.Parameters.Single(static p => p.Name == "q.weight");
        parameters.AsSpan(head.Offset, head.Length).Fill(1);
        network.WriteParameters(parameters);
        const int Time = 160;
        var data = new SequenceData(Time, 1, new float[Time * spec.Inputs], [.. Enumerable.Repeat(1f, spec.StateSize)], []);
        float[][] coefficients = [new float[Time * 4], new float[Time]];
        coefficients[0][^1] = 1;
        using IWorkspace workspace = network.CreateWorkspace(Time, gradients: true);
        Differentiate(network, data, coefficients, workspace);

        Assert.All(workspace.FinalState.ToArray(), static value => Assert.Equal(0, value));
        Assert.All(Nets.Gradient(network), static value => Assert.False(float.IsSubnormal(value)));
        Assert.InRange(Nets.Output(network, new float[spec.Inputs])[0], 0, 0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void SteadyStateAllocatesNothing(Recurrence kind, string simd)
    {
        NetworkSpec spec = Spec(kind, [9], 21);
        INetwork network = Nets.Create(spec, simd);
        IOptimizer optimizer = network.CreateOptimizer(new OptimizerOptions { LearningRate = 1e-3 });
        SequenceData data = SequenceData.Create(spec, 7, 5);
        float[][] coefficients = Nets.Coefficients(spec, 35, 1);
        using IWorkspace workspace = network.CreateWorkspace(35, gradients: true);
        for (int i = 0; i < 30; i++)
        {
            Differentiate(network, data, coefficients, workspace);
            optimizer.Step(1);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 30; i++)
        {
            Differentiate(network, data, coefficients, workspace, accumulate: i % 2 == 1);
            optimizer.Step(1);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(float.IsFinite(workspace.Output(0)[0]));
    }

    [Fact]
    public void WideInstructionSetsGiveTheSameBits()
    {
        foreach (Recurrence kind in (Recurrence[])[Recurrence.Gru, Recurrence.Lstm])
        {
            NetworkSpec spec = Spec(kind, [12], 40);
            SequenceData data = SequenceData.Create(spec, 9, 5);
            float[][] coefficients = Nets.Coefficients(spec, 45, 3);
            string[] wide = [.. Nets.SupportedSimd.Where(static simd => simd != "portable")];
            float[][] gradients = [.. wide.Select(simd => Gradient(Nets.Create(spec, simd), data, coefficients))];

            Assert.All(gradients, gradient => Assert.Equal(gradients[0], gradient));
        }
    }

    [Fact]
    public void ParametersHaveTheNamesAndShapesOfPyTorch()
    {
        Assert.Equal(
            [
                "trunk.0.weight[9,6]", "trunk.0.bias[9]", "recurrent.weight_ih[15,9]", "recurrent.weight_hh[15,5]", "recurrent.bias_ih[15]",
                "recurrent.bias_hh[15]", "q.weight[4,5]", "q.bias[4]", "value.weight[1,5]", "value.bias[1]",
            ],
            ParameterLayout.Create(Spec(Recurrence.Gru, [9], 5)).Select(static s => $"{s.Name}[{string.Join(',', s.Shape)}]"));
        Assert.Equal([20, 5], ParameterLayout.Create(Spec(Recurrence.Lstm, [9], 5))[3].Shape);
        Assert.Equal(5, Spec(Recurrence.Gru, [9], 5).StateSize);
        Assert.Equal(10, Spec(Recurrence.Lstm, [9], 5).StateSize);
        Assert.Equal(0, Spec(Recurrence.None, [9], 5).StateSize);
    }

    [Theory]
    [InlineData(Initialization.Kaiming)]
    [InlineData(Initialization.Orthogonal)]
    public void WeightsBeginUniformOverTheSizeOrOrthogonalWithoutBias(Initialization initialization)
    {
        NetworkSpec spec = Spec(Recurrence.Lstm, [9], 25);
        spec = spec with { Trunk = spec.Trunk with { Initialization = initialization } };
        INetwork network = Nets.Create(spec);
        float[] parameters = Nets.Parameters(network);
        float[] weights = Part("recurrent.weight_hh");
        float[] biases = Part("recurrent.bias_hh");
        if (initialization == Initialization.Kaiming)
        {
            Assert.All(weights.Concat(biases), static value => Assert.InRange(value, -0.2f, 0.2f));
            Assert.InRange(weights.Max(), 0.19f, 0.2f);
            return;
        }

        Assert.All(biases, static value => Assert.Equal(0, value));
        for (int a = 0; a < 25; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                double dot = Enumerable.Range(0, 100).Sum(row => (double)weights[(row * 25) + a] * weights[(row * 25) + b]);
                Assert.Equal(a == b ? 1 : 0, dot, 1e-5);
            }
        }

        float[] Part(string name)
        {
            ParameterSlice slice = network.Parameters.Single(p => p.Name == name);
            return parameters[slice.Offset..(slice.Offset + slice.Length)];
        }
    }

    [Fact]
    public void StatesAndResetsOfAnotherLengthAreRefused()
    {
        INetwork network = Nets.Create(Spec(Recurrence.Gru, [9], 5));
        using IWorkspace workspace = network.CreateWorkspace(4);
        float[] observations = new float[4 * 6];

        Assert.Throws<ArgumentException>(
            () => network.Forward(new Batch(observations, 2) { Time = 2, InitialState = new float[9] }, workspace));
        Assert.Throws<ArgumentException>(
            () => network.Forward(new Batch(observations, 2) { Time = 2, Resets = new bool[2] }, workspace));
    }

    private static NetworkSpec Spec(Recurrence kind, int[] hidden, int size) => new()
    {
        Inputs = 6,
        Trunk = new NetworkOptions { Hidden = hidden, Activation = Activation.Tanh, Recurrent = kind, RecurrentSize = size },
        Heads = [new HeadSpec("q", 4), new HeadSpec("value", 1)],
    };

    private static float[] Gradient(INetwork network, SequenceData data, float[][] coefficients)
    {
        using IWorkspace workspace = network.CreateWorkspace(data.Time * data.Size, gradients: true);
        Differentiate(network, data, coefficients, workspace);
        return Nets.Gradient(network);
    }

    private static void Differentiate(
        INetwork network, SequenceData data, float[][] coefficients, IWorkspace workspace, bool accumulate = false)
    {
        Batch batch = data.AsBatch();
        network.Forward(in batch, workspace);
        for (int head = 0; head < coefficients.Length; head++)
        {
            coefficients[head].CopyTo(workspace.OutputGradient(head));
        }

        network.Backward(in batch, workspace, accumulate);
    }
}
