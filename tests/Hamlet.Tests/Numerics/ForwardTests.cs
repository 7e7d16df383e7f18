using Hamlet.Networks;

namespace Hamlet.Tests.Numerics;

public sealed class ForwardTests
{
    // Float32 against double, of the greatest output.
    private const double Tolerance = 5e-6;

    public static TheoryData<string> Simd => Nets.Simd;

    [Theory]
    [MemberData(nameof(Simd))]
    public void AgreesWithDoublePrecisionAtAwkwardWidths(string simd)
    {
        foreach (int width in (int[])[1, 3, 15, 16, 17, 31, 33, 48, 63, 64, 65, 80, 96, 112, 127, 128, 129, 200, 256, 300])
        {
            foreach (Activation activation in Enum.GetValues<Activation>())
            {
                Agrees(Nets.Spec(width, [width, 19], 7, activation: activation), rows: 5, simd);
                Agrees(Nets.Spec(5, [19], width, activation: activation), rows: 3, simd);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Simd))]
    public void AgreesWithDoublePrecisionAtAwkwardBatchSizes(string simd)
    {
        foreach (int rows in (int[])[1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 64, 127, 128, 129, 257])
        {
            Agrees(Nets.Spec(9, [70, 20], 3), rows, simd);
        }
    }

    [Theory]
    [MemberData(nameof(Simd))]
    public void HeadsMayStandOnTheObservationsAlone(string simd) => Agrees(Nets.Spec(17, [], 5, HeadKind.Dueling), rows: 10, simd);

    [Theory]
    [MemberData(nameof(Simd))]
    public void SeveralHeadsOfEveryKindAgree(string simd)
    {
        HeadSpec[] heads =
        [
            new("policy", 5), new("features", 33, HeadKind.Features), new("log_std", 3, HeadKind.StateIndependent, Initial: -0.5f),
            new("q", 4, HeadKind.Dueling), new("value", 1),
        ];
        Agrees(Nets.Spec(11, [40, 33], heads, Activation.Tanh), rows: 131, simd);
    }

    [Fact]
    public void WeightIsOutputsByInputs()
    {
        INetwork network = Nets.Create(Nets.Spec(3, [], 2));
        network.WriteParameters([1, 10, 100, 2, 20, 200, 0.5f, 0.25f]);

        Assert.Equal([1 + 20 + 300 + 0.5f, 2 + 40 + 600 + 0.25f], Nets.Output(network, [1, 2, 3]));
    }

    [Fact]
    public void RectifierCutsAndTanhSquashes()
    {
        foreach ((Activation activation, float expected) in ((Activation, float)[])[(Activation.Relu, 3f), (Activation.Tanh, 0.0900296f)])
        {
            INetwork network = Nets.Create(Nets.Spec(1, [2], 1, activation: activation));
            network.WriteParameters([3, -2, 0, 0, 1, 1, 0]); // 1 * f(3x) + 1 * f(-2x); tanh 3 - tanh 2 = 0.0310271
            float output = Nets.Output(network, [1])[0];
            Assert.Equal(activation == Activation.Relu ? expected : (float)(Math.Tanh(3) - Math.Tanh(2)), output, 1e-6f);
        }
    }

    [Theory]
    [MemberData(nameof(Simd))]
    public void DuelingMeanIsTheValue(string simd)
    {
        INetwork network = Nets.Create(Nets.Spec(6, [32], 5, HeadKind.Dueling), simd);
        float[] parameters = Nets.Parameters(network);
        float[] observation = Nets.Numbers(6, 3);
        float[] before = Nets.Output(network, observation);

        // The same constant on every advantage changes nothing, on the value everything equally.
        ParameterSlice advantage = network.Parameters.Single(static slice => slice.Name == "q.advantage.bias");
        ParameterSlice value = network.Parameters.Single(static slice => slice.Name == "q.value.bias");
        parameters.AsSpan(advantage.Offset, 5).Clear();
        network.WriteParameters(parameters);
        float[] cleared = Nets.Output(network, observation);
        parameters.AsSpan(advantage.Offset, 5).Fill(2);
        parameters[value.Offset] += 1;
        network.WriteParameters(parameters);
        float[] shifted = Nets.Output(network, observation);

        Assert.NotEqual(before, cleared);
        Assert.Equal(cleared.Average() + 1, shifted.Average(), 1e-6f);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(cleared[i] + 1, shifted[i], 1e-6f);
        }
    }

    [Fact]
    public void StateIndependentHeadRepeatsItsParametersForEveryRow()
    {
        HeadSpec[] heads = [new("policy", 1), new("log_std", 2, HeadKind.StateIndependent, Initial: -0.5f)];
        INetwork network = Nets.Create(Nets.Spec(2, [3], heads));

        Assert.Equal([-0.5f, -0.5f, -0.5f, -0.5f, -0.5f, -0.5f], Nets.Output(network, Nets.Numbers(6, 1), head: 1));
    }

    private static void Agrees(NetworkSpec spec, int rows, string simd)
    {
        INetwork network = Nets.Create(spec, simd);
        var reference = ReferenceNetwork.Of(network);
        float[] observations = Nets.Numbers(rows * spec.Inputs, 7);
        using IWorkspace workspace = network.CreateWorkspace(rows);
        network.Forward(new Batch(observations, rows), workspace);
        for (int head = 0; head < spec.Heads.Count; head++)
        {
            double[] expected =
            [
                .. Enumerable.Range(0, rows)
                    .SelectMany(row => reference.Forward(observations.AsSpan(row * spec.Inputs, spec.Inputs))[head]),
            ];
            string what = $"{simd}, {spec.Inputs}-{string.Join('-', spec.Trunk.Hidden)}, {rows} rows, head {spec.Heads[head].Name}";
            Nets.AssertClose(expected, workspace.Output(head), Tolerance, what);
        }
    }
}
