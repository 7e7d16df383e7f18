using Hamlet.Networks;

namespace Hamlet.Tests.Numerics;

public sealed class GradientTests
{
    // Of the greatest value of a slice. Nearly all are within 1e-6; a bias of one output, though, is one sum that may cancel.
    private const double Tolerance = 1e-4;
    private static readonly int[] s_awkward = [1, 3, 17, 65];

    public static TheoryData<string> Simd => Nets.Simd;

    public static TheoryData<int, int> AwkwardInputsAndHidden
    {
        get
        {
            var data = new TheoryData<int, int>();
            foreach (int inputs in s_awkward)
            {
                foreach (int hidden in s_awkward)
                {
                    data.Add(inputs, hidden);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(AwkwardInputsAndHidden))]
    public void AgreesWithFiniteDifferencesAtAwkwardSizes(int inputs, int hidden)
    {
        foreach (int outputs in s_awkward)
        {
            foreach (int rows in s_awkward)
            {
                Agrees(Nets.Spec(inputs, [hidden], outputs), rows);
                Agrees(Nets.Spec(inputs, [hidden, 5], outputs, HeadKind.Dueling, Activation.Tanh), rows);
            }
        }
    }

    [Fact]
    public void AgreesAtWidthsAroundTilesAndPanels()
    {
        foreach (int width in (int[])[16, 31, 33, 48, 64, 80, 96, 100, 128, 129, 160])
        {
            Agrees(Nets.Spec(7, [width, width], 4), rows: 21);
            Agrees(Nets.Spec(width, [12], width, HeadKind.Dueling), rows: 21);
        }
    }

    [Fact]
    public void AgreesOverManyBlocksOfRows()
    {
        foreach (int rows in (int[])[2, 127, 128, 129, 300])
        {
            Agrees(Nets.Spec(9, [34, 20], 3, activation: Activation.Tanh), rows);
        }
    }

    [Fact]
    public void AgreesForSeveralHeadsOfEveryKind()
    {
        HeadSpec[] heads = [new("policy", 5), new("log_std", 3, HeadKind.StateIndependent), new("q", 4, HeadKind.Dueling), new("value", 1)];
        Agrees(Nets.Spec(11, [40, 33], heads), rows: 131);
        Agrees(Nets.Spec(11, [], heads), rows: 131);
        Agrees(Nets.Spec(11, [4], [new HeadSpec("log_std", 2, HeadKind.StateIndependent)]), rows: 131);
    }

    [Fact]
    public void WhatIsWrittenAsTheGradientOfFeaturesIsIgnored()
    {
        HeadSpec[] heads = [new("q", 4), new("s", 2, HeadKind.StateIndependent)];
        NetworkSpec plain = Nets.Spec(6, [37], heads);
        NetworkSpec looking = Nets.Spec(6, [37], [.. heads, new HeadSpec("features", 37, HeadKind.Features)]);
        float[] observations = Nets.Numbers(20 * 6, 1);
        float[][] coefficients = Nets.Coefficients(plain, 20, 2);
        float[] nothing = [.. Enumerable.Repeat(float.NaN, 20 * 37)];

        Assert.Equal(
            Nets.Gradient(Nets.Create(plain), observations, coefficients),
            Nets.Gradient(Nets.Create(looking), observations, [.. coefficients, nothing]));
    }

    [Theory]
    [MemberData(nameof(Simd))]
    public void AccumulatingIsTheSumOfTwoPasses(string simd)
    {
        NetworkSpec spec = Nets.Spec(
            6, [37], [new HeadSpec("q", 4, HeadKind.Dueling), new HeadSpec("s", 2, HeadKind.StateIndependent)]);
        INetwork network = Nets.Create(spec, simd);
        float[] observations = Nets.Numbers(200 * 6, 1);
        float[][] coefficients = Nets.Coefficients(spec, 200, 2);
        float[][] front = [coefficients[0][..(70 * 4)], coefficients[1][..(70 * 2)]];
        float[][] back = [coefficients[0][(70 * 4)..], coefficients[1][(70 * 2)..]];
        float[] together = Nets.Gradient(network, observations, coefficients);

        using IWorkspace workspace = network.CreateWorkspace(200, gradients: true);
        Nets.Differentiate(network, observations[..(70 * 6)], front, workspace);
        Nets.Differentiate(network, observations[(70 * 6)..], back, workspace, accumulate: true);

        // Not only close: each sum goes on from where it stood, in the same order.
        Assert.Equal(together, Nets.Gradient(network));
    }

    [Fact]
    public void BackwardSeesParametersThatHaveJustChanged()
    {
        NetworkSpec spec = Nets.Spec(3, [20, 20], 2);
        INetwork network = Nets.Create(spec, seed: 1);
        INetwork other = Nets.Create(spec, seed: 2);
        float[] observations = Nets.Numbers(12, 1);
        float[][] coefficients = Nets.Coefficients(spec, 4, 2);
        float[] expected = Nets.Gradient(other, observations, coefficients);
        Assert.NotEqual(expected, Nets.Gradient(network, observations, coefficients));

        network.CopyFrom(other);

        Assert.Equal(expected, Nets.Gradient(network, observations, coefficients));
    }

    [Theory]
    [MemberData(nameof(Simd))]
    public void GradientsTooSmallToMatterBecomeZeroBeforeTheyAreDenormal(string simd)
    {
        NetworkSpec spec = Nets.Spec(2, [8, 8], 1, activation: Activation.Tanh);
        INetwork network = Nets.Create(spec, simd);

        float[] gradient = Nets.Gradient(network, [1, -1], [[1e-31f]]);

        int trunk = network.Parameters.Single(static slice => slice.Name == "q.weight").Offset;
        Assert.All(gradient[..trunk], static value => Assert.Equal(0, value));
    }

    // Every gradient against the chain rule in double precision, and a sample of every slice against differences of the loss.
    private static void Agrees(NetworkSpec spec, int rows)
    {
        const int Sample = 6;
        float[] observations = Nets.Numbers(rows * spec.Inputs, 11);
        float[][] coefficients = Nets.Coefficients(spec, rows, 12);
        var reference = ReferenceNetwork.Of(Nets.Create(spec));
        double[] expected = reference.Gradient(observations, coefficients);
        foreach (ParameterSlice slice in ParameterLayout.Create(spec))
        {
            double greatest = expected.Skip(slice.Offset).Take(slice.Length).Max(Math.Abs);
            for (int i = 0; i < Math.Min(Sample, slice.Length); i++)
            {
                int at = slice.Offset + (i * slice.Length / Math.Min(Sample, slice.Length));
                double slope = reference.Slope(at, observations, coefficients);
                Assert.True(
                    Math.Abs(slope - expected[at]) <= (1e-6 * greatest) + 1e-8, $"{slice.Name}: {expected[at]} but the slope is {slope}.");
            }
        }

        foreach (string simd in Nets.SupportedSimd)
        {
            Nets.AssertClose(spec, expected, Nets.Gradient(Nets.Create(spec, simd), observations, coefficients), Tolerance);
        }
    }
}
