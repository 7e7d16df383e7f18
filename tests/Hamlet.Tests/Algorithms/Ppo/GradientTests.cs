using Hamlet.Algorithms.Ppo;
using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Randomness;

namespace Hamlet.Tests.Algorithms.Ppo;

/// <summary>
/// The derivatives at the heads against finite differences of losses that are written here anew, in double precision and by their
/// definitions.
/// </summary>
public sealed class GradientTests
{
    private const int Size = 40;
    private const double Step = 1e-6;
    private const double Entropy = 0.3;
    private const double Bounds = 0.7;

    [Theory]
    [InlineData(new[] { 4 }, true)]
    [InlineData(new[] { 4 }, false)]
    [InlineData(new[] { 3, 2, 4 }, true)]
    public void MaskedSoftmax(int[] branches, bool masked)
    {
        var random = new RandomStream(1);
        int width = branches.Sum();
        double[] logits = [.. Enumerable.Range(0, Size * width).Select(_ => (double)(float)random.NextDouble(-2, 2))];
        bool[] masks = [.. Enumerable.Range(0, masked ? Size * width : 0).Select(_ => random.NextDouble() < 0.6)];
        int[] choices = Choose(branches, masks, ref random);
        var arrays = new UpdateArrays(Size, 1)
        {
            Branches = branches, Choices = choices, Masks = masks, EntropyCoefficient = (float)Entropy,
        };
        double[] old = [.. Enumerable.Range(0, Size).Select(i => LogProbability(i, logits).Log)];
        Surround(arrays, old, ref random);
        var distribution = new CategoricalDistribution(branches);
        float[] gradient = new float[logits.Length];
        float[] slopes = new float[Size];
        PolicyUpdate update = arrays.AsUpdate();
        float[] outputs = [.. logits.Select(static v => (float)v)];
        var heads = new PolicyOutputs { Policy = outputs };
        distribution.Prepare(in update, in heads);
        distribution.Evaluate(in update, in heads, 0, Size);
        WriteSlopes(arrays, slopes);
        distribution.WriteGradient(in update, in heads, slopes, gradient, [], 0, Size);

        Assert.Equal(old, arrays.LogProbabilities.Select(static v => (double)v), static (a, b) => Math.Abs(a - b) < 1e-5);
        AssertDerivative(logits, gradient, Loss);
        for (int i = 0; i < masks.Length; i++)
        {
            Assert.True(masks[i] || gradient[i] == 0);
        }

        double Loss(double[] at) => Enumerable.Range(0, Size).Average(i =>
        {
            (double log, double entropy) = LogProbability(i, at);
            return -Surrogate(arrays, i, log) - ((float)Entropy * entropy);
        });

        (double Log, double Entropy) LogProbability(int row, double[] at)
        {
            (double log, double entropy, int first) = (0, 0, row * width);
            for (int b = 0; b < branches.Length; first += branches[b++])
            {
                int start = first;
                int[] allowed = [.. Enumerable.Range(start, branches[b]).Where(j => !masked || masks[j])];
                double sum = allowed.Sum(j => Math.Exp(at[j]));
                log += at[start + choices[(row * branches.Length) + b]] - Math.Log(sum);
                entropy -= allowed.Sum(j => Math.Exp(at[j]) / sum * (at[j] - Math.Log(sum)));
            }

            return (log, entropy);
        }
    }

    [Fact]
    public void GaussianWithBounds()
    {
        var random = new RandomStream(2);
        const int width = 2;
        double[] heads = [.. Enumerable.Range(0, Size * width).Select(_ => (double)(float)random.NextDouble(-2, 2)),
            .. Enumerable.Range(0, Size * width).Select(_ => (double)(float)random.NextDouble(-1, 0.5))];
        var distribution = new GaussianDistribution(new ContinuousActions([-1, -0.5f], [1, float.PositiveInfinity]));
        Assert.Equal([-1.1f, -0.5f], distribution.MeanLow.ToArray());
        Assert.Equal([1.1f, float.PositiveInfinity], distribution.MeanHigh.ToArray());
        var arrays = new UpdateArrays(Size, 1)
        {
            Components = [.. Enumerable.Range(0, Size * width).Select(i => (float)(heads[i] + random.NextGaussian()))],
            MeanLow = distribution.MeanLow.ToArray(),
            MeanHigh = distribution.MeanHigh.ToArray(),
            EntropyCoefficient = (float)Entropy,
            BoundsCoefficient = (float)Bounds,
        };
        double[] old = [.. Enumerable.Range(0, Size).Select(i => LogDensity(i, heads))];
        Surround(arrays, old, ref random);
        float[] means = [.. heads[..(Size * width)].Select(static v => (float)v)];
        float[] logStd = [.. heads[(Size * width)..].Select(static v => (float)v)];
        float[] gradient = new float[heads.Length];
        float[] slopes = new float[Size];
        PolicyUpdate update = arrays.AsUpdate();
        var outputs = new PolicyOutputs { Policy = means, LogStd = logStd };
        distribution.Prepare(in update, in outputs);
        distribution.Evaluate(in update, in outputs, 0, Size);
        WriteSlopes(arrays, slopes);
        distribution.WriteGradient(in update, in outputs, slopes, gradient.AsSpan(0, Size * width), gradient.AsSpan(Size * width), 0, Size);

        Assert.Equal(old, arrays.LogProbabilities.Select(static v => (double)v), static (a, b) => Math.Abs(a - b) < 1e-4);
        AssertDerivative(heads, gradient, Loss);

        double Loss(double[] at) => Enumerable.Range(0, Size).Average(i =>
            -Surrogate(arrays, i, LogDensity(i, at))
            + Enumerable.Range(i * width, width).Sum(j =>
            {
                double beyond = Math.Max(0, at[j] - arrays.MeanHigh[j % width]) + Math.Max(0, arrays.MeanLow[j % width] - at[j]);
                return ((float)Bounds * beyond * beyond) - ((float)Entropy * (0.5 * Math.Log(2 * Math.PI * Math.E) + at[j + (Size * width)]));
            }));

        double LogDensity(int row, double[] at) => Enumerable.Range(row * width, width).Sum(j =>
        {
            double std = Math.Exp(at[j + (Size * width)]);
            double z = (arrays.Components[j] - at[j]) / std;
            return Math.Log(Math.Exp(-0.5 * z * z) / (std * Math.Sqrt(2 * Math.PI)));
        });
    }

    [Fact]
    public void StateDependentWithBounds()
    {
        var random = new RandomStream(4);
        const int width = 2;
        const int features = 3;
        const int means = Size * width;
        double[] logStd = [.. Enumerable.Range(0, features * width).Select(_ => (double)(float)random.NextDouble(-1, 0.5))];
        double[] heads = [.. Enumerable.Range(0, means).Select(_ => (double)(float)random.NextDouble(-2, 2)), .. logStd];
        float[] latent = [.. Enumerable.Range(0, Size * features).Select(_ => (float)random.NextDouble(-1, 1))];
        var distribution = new StateDependentDistribution(new ContinuousActions([-1, -0.5f], [1, 0.5f]), features, rows: 1, period: 4, Size);
        var arrays = new UpdateArrays(Size, 1)
        {
            Components = [.. Enumerable.Range(0, means).Select(i => (float)(heads[i] + random.NextGaussian()))],
            MeanLow = distribution.MeanLow.ToArray(),
            MeanHigh = distribution.MeanHigh.ToArray(),
            EntropyCoefficient = (float)Entropy,
            BoundsCoefficient = (float)Bounds,
        };
        double[] old = [.. Enumerable.Range(0, Size).Select(i => Log(i, heads).Density)];
        Surround(arrays, old, ref random);
        float[] gradient = new float[means + (Size * features * width)];
        float[] slopes = new float[Size];
        PolicyUpdate update = arrays.AsUpdate();
        var outputs = new PolicyOutputs
        {
            Policy = [.. heads[..means].Select(static v => (float)v)],
            LogStd = [.. Enumerable.Range(0, Size * features * width).Select(i => (float)logStd[i % logStd.Length])],
            Features = latent,
        };
        distribution.Prepare(in update, in outputs);
        distribution.Evaluate(in update, in outputs, 0, Size);
        WriteSlopes(arrays, slopes);
        distribution.WriteGradient(in update, in outputs, slopes, gradient.AsSpan(0, means), gradient.AsSpan(means), 0, Size);

        Assert.Equal(old, arrays.LogProbabilities.Select(static v => (double)v), static (a, b) => Math.Abs(a - b) < 1e-4);
        float[] summed =
            [.. gradient[..means], .. Enumerable.Range(0, logStd.Length).Select(k => gradient[means..].Where((_, i) => i % logStd.Length == k).Sum())];
        AssertDerivative(heads, summed, Loss);

        double Loss(double[] at) => Enumerable.Range(0, Size).Average(i =>
            -Surrogate(arrays, i, Log(i, at).Density) - ((float)Entropy * Log(i, at).Entropy)
            + Enumerable.Range(i * width, width).Sum(j =>
            {
                double beyond = Math.Max(0, at[j] - arrays.MeanHigh[j % width]) + Math.Max(0, arrays.MeanLow[j % width] - at[j]);
                return (float)Bounds * beyond * beyond;
            }));

        (double Density, double Entropy) Log(int row, double[] at)
        {
            (double density, double entropy) = (0, 0);
            for (int c = 0; c < width; c++)
            {
                double variance = 1e-6 + Enumerable.Range(0, features).Sum(k =>
                    Math.Pow(latent[(row * features) + k] * Math.Exp(at[means + (k * width) + c]), 2));
                double difference = arrays.Components[(row * width) + c] - at[(row * width) + c];
                density += Math.Log(Math.Exp(-0.5 * difference * difference / variance) / Math.Sqrt(2 * Math.PI * variance));
                entropy += 0.5 * Math.Log(2 * Math.PI * Math.E * variance);
            }

            return (density, entropy);
        }
    }

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(0.5f)]
    public void ValueLoss(float clipRange)
    {
        var random = new RandomStream(3);
        for (int i = 0; i < 200; i++)
        {
            float value = (float)random.NextDouble(-2, 2);
            float old = (float)random.NextDouble(-2, 2);
            float target = (float)random.NextDouble(-2, 2);

            double expected = (Loss(value + Step) - Loss(value - Step)) / (2 * Step);

            Assert.Equal(Loss(value), PpoLoss.Value(value, old, target, clipRange), 1e-5);
            Assert.Equal(expected, PpoLoss.ValueSlope(value, old, target, clipRange), 1e-4);

            double Loss(double v)
            {
                double near = clipRange < 10 ? old + Math.Clamp(v - old, -clipRange, clipRange) : v;
                return Math.Max((target - v) * (target - v), (target - near) * (target - near));
            }
        }
    }

    private static int[] Choose(int[] branches, bool[] masks, ref RandomStream random)
    {
        int[] choices = new int[Size * branches.Length];
        int first = 0;
        for (int i = 0; i < choices.Length; i++)
        {
            int count = branches[i % branches.Length];
            choices[i] = random.NextInt32(count);
            if (masks.Length > 0)
            {
                masks[first + choices[i]] = true;
            }

            first += count;
        }

        return choices;
    }

    // Old policies near enough that some ratios are within the clip range and some beyond it, advantages of both signs.
    private static void Surround(UpdateArrays arrays, double[] logProbabilities, ref RandomStream random)
    {
        for (int i = 0; i < Size; i++)
        {
            arrays.OldLogProbabilities[i] = (float)(logProbabilities[i] + random.NextDouble(-0.5, 0.5));
            arrays.Advantages[i] = (float)random.NextDouble(-2, 2);
        }
    }

    private static void WriteSlopes(UpdateArrays arrays, float[] slopes)
    {
        for (int i = 0; i < Size; i++)
        {
            float ratio = MathF.Exp(arrays.LogProbabilities[i] - arrays.OldLogProbabilities[i]);
            slopes[i] = -PpoLoss.SurrogateSlope(ratio, arrays.Advantages[i], arrays.ClipRange) / Size;
        }
    }

    private static double Surrogate(UpdateArrays arrays, int row, double logProbability)
    {
        double ratio = Math.Exp(logProbability - arrays.OldLogProbabilities[row]);
        double clipped = Math.Clamp(ratio, 1 - arrays.ClipRange, 1 + arrays.ClipRange);
        return Math.Min(ratio * arrays.Advantages[row], clipped * arrays.Advantages[row]);
    }

    private static void AssertDerivative(double[] at, float[] gradient, Func<double[], double> loss)
    {
        for (int i = 0; i < at.Length; i++)
        {
            double[] above = [.. at];
            double[] below = [.. at];
            above[i] += Step;
            below[i] -= Step;
            Assert.Equal((loss(above) - loss(below)) / (2 * Step), gradient[i], 1e-5);
        }
    }
}
