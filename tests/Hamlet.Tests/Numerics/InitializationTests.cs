using Hamlet.Networks;
using Hamlet.Randomness;

namespace Hamlet.Tests.Numerics;

public sealed class InitializationTests
{
    public static TheoryData<string> Simd => Nets.Simd;

    [Fact]
    public void ParametersHaveTheNamesAndShapesOfPyTorch()
    {
        HeadSpec[] heads = [new("q", 6, HeadKind.Dueling), new("log_std", 3, HeadKind.StateIndependent), new("value", 1)];
        IReadOnlyList<ParameterSlice> slices = ParameterLayout.Create(Nets.Spec(87, [128, 64], heads));

        Assert.Equal(
            [
                "trunk.0.weight[128,87]@0", "trunk.0.bias[128]@11136", "trunk.1.weight[64,128]@11264", "trunk.1.bias[64]@19456",
                "q.value.weight[1,64]@19520", "q.value.bias[1]@19584", "q.advantage.weight[6,64]@19585", "q.advantage.bias[6]@19969",
                "log_std[3]@19975", "value.weight[1,64]@19978", "value.bias[1]@20042",
            ],
            slices.Select(static slice => $"{slice.Name}[{string.Join(',', slice.Shape)}]@{slice.Offset}"));
        Assert.Equal(20043, Nets.Create(Nets.Spec(87, [128, 64], heads)).ParameterCount);
    }

    [Fact]
    public void KaimingFillsWeightsAndBiasesWithinOneOverTheRootOfTheInputs()
    {
        INetwork network = Nets.Create(Nets.Spec(100, [400, 25], 6));
        float[] parameters = Nets.Parameters(network);
        foreach ((ParameterSlice slice, int fanIn) in network.Parameters.Zip([100, 100, 400, 400, 25, 25]))
        {
            float[] values = parameters[slice.Offset..(slice.Offset + slice.Length)];
            double bound = 1 / Math.Sqrt(fanIn);
            Assert.All(values, value => Assert.InRange(value, (float)-bound, (float)bound));
            if (values.Length >= 100)
            {
                // Uniform in [-b, b]: mean 0, variance b² / 3; five standard errors.
                double variance = bound * bound / 3;
                Assert.InRange(values.Average(), -5 * Math.Sqrt(variance / values.Length), 5 * Math.Sqrt(variance / values.Length));
                double spread = values.Average(static v => (double)v * v) / variance;
                Assert.InRange(spread, 1 - (5 * Math.Sqrt(0.8 / values.Length)), 1 + (5 * Math.Sqrt(0.8 / values.Length)));
            }
        }
    }

    [Fact]
    public void KaimingDrawsInTheOrderOfTheParameters()
    {
        var random = new RandomStream(5);
        float[] parameters = Nets.Parameters(Nets.Create(Nets.Spec(4, [3], 2), seed: 5));
        for (int i = 0; i < parameters.Length; i++)
        {
            double bound = 1 / Math.Sqrt(i < 15 ? 4 : 3);
            Assert.Equal((float)random.NextDouble(-bound, bound), parameters[i]);
        }
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(65, 17)]
    [InlineData(17, 65)]
    [InlineData(1, 3)]
    [InlineData(3, 1)]
    public void OrthogonalRowsOrColumnsAreOrthonormalTimesTheGain(int outputs, int inputs)
    {
        HeadSpec[] heads = [new("policy", 3, Gain: 0.01f)];
        INetwork network = Nets.Create(Nets.Spec(inputs, [outputs], heads, initialization: Initialization.Orthogonal));
        float[] parameters = Nets.Parameters(network);

        AssertOrthogonal(parameters, network.Parameters[0], Math.Sqrt(2));
        AssertOrthogonal(parameters, network.Parameters[2], 0.01f);
        Assert.All(network.Parameters.Where(static slice => slice.Name.EndsWith("bias", StringComparison.Ordinal)), slice =>
            Assert.All(parameters[slice.Offset..(slice.Offset + slice.Length)], static bias => Assert.Equal(0, bias)));
    }

    [Fact]
    public void OrthogonalMatricesPreferNoDirection()
    {
        // The first row is uniform on the sphere: over many seeds the mean of each component is 0 and of its square a third.
        double[] sums = new double[3];
        double[] squares = new double[3];
        const int Seeds = 2000;
        for (int seed = 0; seed < Seeds; seed++)
        {
            float[] parameters = Nets.Parameters(
                Nets.Create(Nets.Spec(3, [3], 1, initialization: Initialization.Orthogonal), seed: (ulong)seed));
            for (int i = 0; i < 3; i++)
            {
                sums[i] += parameters[i] / Math.Sqrt(2);
                squares[i] += parameters[i] * parameters[i] / 2;
            }
        }

        Assert.All(sums, static sum => Assert.InRange(sum / Seeds, -0.065, 0.065));
        Assert.All(squares, static sum => Assert.InRange(sum / Seeds, 0.30, 0.37));
    }

    [Theory]
    [MemberData(nameof(Simd))]
    public void DependsOnTheSpecAndTheStreamAlone(string simd)
    {
        foreach (Initialization initialization in Enum.GetValues<Initialization>())
        {
            NetworkSpec spec = Nets.Spec(9, [33], 4, HeadKind.Dueling, initialization: initialization);
            float[] expected = Nets.Parameters(Nets.Create(spec, "portable", seed: 3));

            Assert.Equal(expected, Nets.Parameters(Nets.Create(spec, simd, seed: 3)));
            Assert.NotEqual(expected, Nets.Parameters(Nets.Create(spec, simd, seed: 4)));
        }
    }

    [Fact]
    public void SpecsWithoutMeaningAreRefused()
    {
        Assert.Throws<ArgumentException>(() => Nets.Create(Nets.Spec(0, [3], 2)));
        Assert.Throws<ArgumentException>(() => Nets.Create(Nets.Spec(3, [0], 2)));
        Assert.Throws<ArgumentException>(() => Nets.Create(Nets.Spec(3, [3], 0)));
        Assert.Throws<ArgumentException>(() => Nets.Create(Nets.Spec(3, [3], [])));
        Assert.Throws<ArgumentException>(() => Nets.Create(Nets.Spec(3, [3], [new HeadSpec("q", 1), new HeadSpec("q", 2)])));
    }

    private static void AssertOrthogonal(float[] parameters, ParameterSlice weight, double gain)
    {
        (int rows, int columns) = (weight.Shape[0], weight.Shape[1]);
        int count = Math.Min(rows, columns);
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b < count; b++)
            {
                double dot = 0;
                for (int i = 0; i < Math.Max(rows, columns); i++)
                {
                    dot += (double)At(a, i) * At(b, i);
                }

                Assert.Equal(a == b ? gain * gain : 0, dot, 1e-6 * gain * gain);
            }
        }

        float At(int vector, int i) =>
            parameters[weight.Offset + (rows > columns ? (i * columns) + vector : (vector * columns) + i)];
    }
}
