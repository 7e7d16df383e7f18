using Hamlet.Networks;

namespace Hamlet.Tests.Numerics;

public sealed class EqualBitsTests
{
    public static TheoryData<string> Simd => Nets.Simd;

    [Theory]
    [MemberData(nameof(Simd))]
    public void RowIsTheSameInEveryBatch(string simd)
    {
        foreach (int[] hidden in (int[][])[[], [17], [64], [128, 128], [200, 48, 33]])
        {
            INetwork network = Nets.Create(Nets.Spec(150, hidden, 6, HeadKind.Dueling, Activation.Tanh), simd);
            float[] observations = Nets.Numbers(261 * 150, 5);
            float[] together = Nets.Output(network, observations);
            foreach (int rows in (int[])[1, 2, 3, 5, 7, 64, 130])
            {
                Assert.Equal(together[..(rows * 6)], Nets.Output(network, observations[..(rows * 150)]));
            }

            Assert.Equal(together[^6..], Nets.Output(network, observations[^150..]));
        }
    }

    [Theory]
    [MemberData(nameof(Simd))]
    public void BrokenRowHarmsNoOther(string simd)
    {
        foreach (Activation activation in Enum.GetValues<Activation>())
        {
            INetwork network = Nets.Create(Nets.Spec(20, [70, 70], 3, activation: activation), simd);
            float[] observations = Nets.Numbers(11 * 20, 5);
            float[] whole = Nets.Output(network, observations);
            observations[4 * 20] = float.NaN;
            float[] broken = Nets.Output(network, observations);

            Assert.Equal(whole[..12], broken[..12]);
            Assert.All(broken[12..15], static value => Assert.True(float.IsNaN(value)));
            Assert.Equal(whole[15..], broken[15..]);
        }
    }

    [Fact]
    public void WideInstructionSetsGiveTheSameBits()
    {
        string[] wide = [.. Nets.SupportedSimd.Where(static simd => simd != "portable")];
        float[][] trained = [.. wide.Select(static simd => Train(simd, steps: 20))];

        Assert.All(trained, parameters => Assert.Equal(trained[0], parameters));
    }

    [Fact]
    public void PortableGivesTheSameBitsOnEveryMachine()
    {
        ulong hash = 0xCBF29CE484222325; // FNV-1a
        foreach (float parameter in Train("portable", steps: 20))
        {
            hash = (hash ^ BitConverter.SingleToUInt32Bits(parameter)) * 0x100000001B3;
        }

        Assert.Equal(17571099208707656950UL, hash);
    }

    [Theory]
    [MemberData(nameof(Simd))]
    public void TrainingTwiceGivesTheSameBits(string simd) => Assert.Equal(Train(simd, steps: 20), Train(simd, steps: 20));

    [Theory]
    [MemberData(nameof(Simd))]
    public void InstructionSetsDifferByRoundingOnly(string simd)
    {
        float[] portable = Train("portable", steps: 3);
        double[] expected = [.. portable.Select(static value => (double)value)];

        Nets.AssertClose(expected, Train(simd, steps: 3), 1e-4, simd);
    }

    private static float[] Train(string simd, int steps)
    {
        NetworkSpec spec = Nets.Spec(37, [65, 130], 6, HeadKind.Dueling, Activation.Tanh);
        INetwork network = Nets.Create(spec, simd);
        IOptimizer optimizer = network.CreateOptimizer(new OptimizerOptions { LearningRate = 1e-3 });
        using IWorkspace workspace = network.CreateWorkspace(140, gradients: true);
        for (int step = 0; step < steps; step++)
        {
            float[] observations = Nets.Numbers(140 * 37, 100 + (ulong)step);
            Nets.Differentiate(network, observations, Nets.Coefficients(spec, 140, 200 + (ulong)step), workspace);
            optimizer.Step(maxNorm: 1);
        }

        return Nets.Parameters(network);
    }
}
