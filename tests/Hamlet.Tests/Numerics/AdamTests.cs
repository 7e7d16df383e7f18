using Hamlet.Networks;
using Hamlet.State;

namespace Hamlet.Tests.Numerics;

public sealed class AdamTests
{
    public static TheoryData<string> Simd => Nets.Simd;

    [Theory]
    [MemberData(nameof(Simd))]
    public void FollowsThePublishedFormulaStepByStep(string simd)
    {
        var options = new OptimizerOptions { LearningRate = 0.01, Beta1 = 0.8, Beta2 = 0.95, Epsilon = 1e-3 };
        NetworkSpec spec = Nets.Spec(5, [21], 3);
        INetwork network = Nets.Create(spec, simd);
        IOptimizer optimizer = network.CreateOptimizer(options);
        double[] parameters = [.. Nets.Parameters(network)];
        double[] m = new double[parameters.Length];
        double[] v = new double[parameters.Length];
        for (int t = 1; t <= 10; t++)
        {
            optimizer.LearningRate = 0.01 / t;
            float[] gradient = Nets.Gradient(network, Nets.Numbers(5 * 8, (ulong)t), Nets.Coefficients(spec, 8, (ulong)(10 * t)));
            optimizer.Step();
            for (int i = 0; i < parameters.Length; i++)
            {
                m[i] = (0.8 * m[i]) + (0.2 * gradient[i]);
                v[i] = (0.95 * v[i]) + (0.05 * gradient[i] * gradient[i]);
                double corrected = v[i] / (1 - Math.Pow(0.95, t));
                parameters[i] -= 0.01 / t * (m[i] / (1 - Math.Pow(0.8, t))) / (Math.Sqrt(corrected) + 1e-3);
            }

            Nets.AssertClose(parameters, Nets.Parameters(network), 1e-6, $"step {t}");
        }
    }

    [Fact]
    public void FirstStepIsTheLearningRateInTheDirectionOfTheGradient()
    {
        INetwork network = Nets.Create(Nets.Spec(1, [], 1));
        network.WriteParameters([0.5f, 0.25f]);
        Nets.Gradient(network, [4], [[-2]]); // dw = -8, db = -2

        float norm = network.CreateOptimizer(new OptimizerOptions { LearningRate = 0.125 }).Step();

        Assert.Equal(Math.Sqrt(68), norm, 1e-6);
        Assert.Equal([0.625f, 0.375f], Nets.Parameters(network), static (a, b) => MathF.Abs(a - b) < 1e-6f);
    }

    [Theory]
    [MemberData(nameof(Simd))]
    public void ClippingScalesTheWholeGradientToTheGreatestNorm(string simd)
    {
        NetworkSpec spec = Nets.Spec(5, [21, 70], 3, HeadKind.Dueling);
        INetwork network = Nets.Create(spec, simd);
        float[] gradient = Nets.Gradient(network, Nets.Numbers(5 * 8, 1), Nets.Coefficients(spec, 8, 2));
        double norm = Math.Sqrt(gradient.Sum(static g => (double)g * g));
        IOptimizer optimizer = network.CreateOptimizer(new OptimizerOptions { LearningRate = 0.01 });

        float reported = optimizer.Step((float)(norm / 4));

        // The first moment after one step is a tenth of the gradient that the step saw.
        float[] moment = Array(optimizer, "first_moment");
        Assert.Equal(norm, reported, 1e-6 * norm);
        Assert.Equal(norm / 4, 10 * Math.Sqrt(moment.Sum(static m => (double)m * m)), 1e-6 * norm);
        Nets.AssertClose([.. gradient.Select(static g => g / 40.0)], moment, 1e-5, "moment");
        Assert.Equal(gradient, Nets.Gradient(network));
    }

    [Fact]
    public void GradientBelowTheGreatestNormStaysAsItIs()
    {
        NetworkSpec spec = Nets.Spec(5, [21], 3);
        INetwork free = Nets.Create(spec);
        INetwork clipped = Nets.Create(spec);
        float[] observations = Nets.Numbers(40, 1);
        Nets.Gradient(free, observations, Nets.Coefficients(spec, 8, 2));
        Nets.Gradient(clipped, observations, Nets.Coefficients(spec, 8, 2));
        float norm = free.CreateOptimizer(new OptimizerOptions { LearningRate = 0.01 }).Step();

        clipped.CreateOptimizer(new OptimizerOptions { LearningRate = 0.01 }).Step(norm * 1.001f);

        Assert.Equal(Nets.Parameters(free), Nets.Parameters(clipped));
    }

    [Theory]
    [MemberData(nameof(Simd))]
    public void MomentsOfDeadUnitsEndAtZeroAndNeverBecomeDenormal(string simd)
    {
        var options = new OptimizerOptions { LearningRate = 1e-3, Beta1 = 0.5, Beta2 = 0.5 };
        NetworkSpec spec = Nets.Spec(2, [], 1);
        INetwork network = Nets.Create(spec, simd);
        IOptimizer optimizer = network.CreateOptimizer(options);
        using IWorkspace workspace = network.CreateWorkspace(1, gradients: true);
        Nets.Differentiate(network, [1, 0.5f], [[1]], workspace);
        optimizer.Step();
        Nets.Differentiate(network, [1, 0.5f], [[1e-17f]], workspace);
        for (int step = 0; step < 130; step++)
        {
            optimizer.Step();
            foreach (float moment in (float[])[.. Array(optimizer, "first_moment"), .. Array(optimizer, "second_moment")])
            {
                Assert.True(moment == 0 || moment >= 1e-30f, $"{moment} at step {step}");
            }
        }

        // 2^-100 is about 1e-30: 130 halvings later nothing is left.
        Assert.All(Array(optimizer, "first_moment"), static moment => Assert.Equal(0, moment));
        Assert.All(Array(optimizer, "second_moment"), static moment => Assert.Equal(0, moment));
    }

    [Theory]
    [MemberData(nameof(Simd))]
    public void NormCountsEveryParameterOnce(string simd)
    {
        foreach (int hidden in (int[])[1, 17, 64, 100, 150])
        {
            NetworkSpec spec = Nets.Spec(13, [hidden], 5);
            INetwork network = Nets.Create(spec, simd);
            float[] gradient = Nets.Gradient(network, Nets.Numbers(13 * 8, 1), Nets.Coefficients(spec, 8, 2));
            double norm = Math.Sqrt(gradient.Sum(static g => (double)g * g));

            Assert.Equal(norm, network.CreateOptimizer(new OptimizerOptions { LearningRate = 0 }).Step(), 1e-6 * norm);
        }
    }

    [Fact]
    public void ImpossibleOptionsAreRefused()
    {
        INetwork network = Nets.Create(Nets.Spec(1, [], 1));
        var good = new OptimizerOptions { LearningRate = 1 };

        Assert.Throws<ArgumentOutOfRangeException>(() => network.CreateOptimizer(good with { Beta1 = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.CreateOptimizer(good with { Beta2 = -0.1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.CreateOptimizer(good with { Epsilon = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.CreateOptimizer(good).Step(float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.CreateOptimizer(good).Step(-1));
    }

    private static float[] Array(IOptimizer optimizer, string name) => (float[])StateTree.Save(optimizer).Values[name];
}
