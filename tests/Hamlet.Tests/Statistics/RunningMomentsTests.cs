using Hamlet.Randomness;
using Hamlet.State;
using Hamlet.Statistics;

namespace Hamlet.Tests.Statistics;

public sealed class RunningMomentsTests
{
    [Fact]
    public void BatchesOfAnySizeGiveTheMomentsOfAll()
    {
        RandomStream random = new RandomStreams(1).Create("values");
        float[] values = new float[3 * 1000];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(random.NextDouble(-1, 1) * (1 + (i % 3)) + (10 * (i % 3)));
        }

        var moments = new RunningMoments(3);
        for (int first = 0, rows = 1; first < 1000; first += rows, rows = (rows % 7) + 1)
        {
            moments.Add(values.AsSpan(first * 3, Math.Min(rows, 1000 - first) * 3));
        }

        for (int i = 0; i < 3; i++)
        {
            float[] own = [.. values.Where((_, k) => k % 3 == i)];
            double mean = own.Average(static v => (double)v);
            double variance = own.Average(v => (v - mean) * (v - mean));

            // The ten-thousandth of a vector that it begins with weighs 1e-7.
            Assert.Equal(mean, moments.Mean[i], 4);
            Assert.Equal(variance, moments.Variance[i], 4);
        }
    }

    [Fact]
    public void OneValueByHand()
    {
        // Begins with count 1e-4, mean 0, variance 1; 2 comes: mean 2 / 1.0001, variance (1e-4 + 4 * 1e-4 / 1.0001) / 1.0001.
        var moments = new RunningMoments(1);
        moments.Add([2]);

        Assert.Equal(2 / 1.0001, moments.Mean[0], 12);
        Assert.Equal((1e-4 + (4e-4 / 1.0001)) / 1.0001, moments.Variance[0], 12);
    }

    [Fact]
    public void NormalizedValuesStayWithinTheBound()
    {
        var moments = new RunningMoments(1);
        moments.Add([0, 2, 0, 2]);
        float[] result = new float[3];

        moments.Normalize([1, 3, 1000], result, epsilon: 0, bound: 5);

        Assert.Equal(0, result[0], 3);
        Assert.Equal(2, result[1], 3);
        Assert.Equal(5, result[2]);
    }

    [Fact]
    public void StateContinues()
    {
        var first = new RunningMoments(2);
        first.Add([1, 2, 3, 4]);
        var second = new RunningMoments(2);
        StateTree.Save(first).Load(second);
        first.Add([5, 6]);
        second.Add([5, 6]);

        Assert.Equal(first.Mean.ToArray(), second.Mean.ToArray());
        Assert.Equal(first.Variance.ToArray(), second.Variance.ToArray());
    }
}
