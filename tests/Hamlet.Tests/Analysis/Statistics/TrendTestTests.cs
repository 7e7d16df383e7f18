using Hamlet.Analysis.Statistics;
using Hamlet.Randomness;

namespace Hamlet.Tests.Analysis.Statistics;

public sealed class TrendTestTests
{
    [Fact]
    public void TheStatisticOfMannAndKendallIsKnown()
    {
        // Of the ten pairs of 2 1 4 3 5 eight rise and two fall; var = 5 * 4 * 15 / 18.
        Assert.Equal(6, MannKendall.Statistic([2, 1, 4, 3, 5]));
        Assert.Equal(300 / 18.0, MannKendall.Variance([2, 1, 4, 3, 5]), 12);

        // Ties of 3 and of 2: (300 - 3 * 2 * 11 - 2 * 1 * 9) / 18.
        Assert.Equal((300 - 66 - 18) / 18.0, MannKendall.Variance([1, 1, 1, 2, 2]), 12);
        Assert.Equal(5 / Math.Sqrt(300 / 18.0), MannKendall.Z(6, 300 / 18.0), 12);
    }

    [Fact]
    public void AlternatingRanksAreNotPunishedAndSlowOnesAre()
    {
        Assert.Equal(1, MannKendall.Correction([.. Enumerable.Range(0, 32).Select(static i => (double)(i % 2))]));
        Assert.True(MannKendall.Correction([.. Enumerable.Range(0, 32).Select(static i => Math.Sin(i / 5.0))]) > 2);
        Assert.Equal(1, MannKendall.Correction([1, 1, 1, 1, 1]));
    }

    [Fact]
    public void ALineHasItsSlopeAndNoDoubt()
    {
        TrendResult result = Measure(Enumerable.Range(0, 100).Select(static i => (10L * i, 3 - (0.25 * i))));

        Assert.Equal(Trend.Decreasing, result.Trend);
        Assert.Equal(-0.025, result.Slope, 12);
        Assert.Equal(-0.025, result.SlopeLow, 12);
        Assert.Equal(-0.025, result.SlopeHigh, 12);
    }

    [Fact]
    public void TheSlopesIntervalHoldsTheTruthNineteenTimesInTwenty()
    {
        int inside = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            RandomStream random = new RandomStreams((ulong)seed).Create("noise");
            TrendResult result = Measure(Enumerable.Range(0, 200).Select(i => ((long)i, (0.01 * i) + random.NextGaussian())));
            inside += result.SlopeLow <= 0.01 && 0.01 <= result.SlopeHigh ? 1 : 0;
        }

        Assert.InRange(inside, 180, 200);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.8)]
    public void NoiseWithoutATrendSeldomHasOne(double memory)
    {
        int trends = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            RandomStream random = new RandomStreams((ulong)seed).Create("noise");
            double noise = 0;
            TrendResult result = Measure(Enumerable.Range(0, 1000).Select(i => ((long)i, 1 + (noise = (memory * noise) + random.NextGaussian()))));
            trends += result.Trend is Trend.Increasing or Trend.Decreasing ? 1 : 0;
        }

        Assert.InRange(trends, 0, 6);
    }

    [Fact]
    public void ASlowRiseIsFoundUnderNoiseOutliersNaNAndIrregularSteps()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            RandomStream random = new RandomStreams((ulong)seed).Create("noise");
            long step = 0;
            TrendResult result = Measure(Enumerable.Range(0, 2000).Select(i =>
            {
                step += 1 + random.NextInt32(i % 100 == 0 ? 10_000 : 10);
                double value = (i / 2000.0) + random.NextGaussian();
                return (step, random.NextInt32(50) switch { 0 => 1e9 * random.NextGaussian(), 1 => double.NaN, 2 => double.NegativeInfinity, _ => value });
            }));

            Assert.Equal(Trend.Increasing, result.Trend);
        }
    }

    [Fact]
    public void WhatStaysIsStableAndWhatSpreadsIsVolatile()
    {
        RandomStream random = new RandomStreams(1).Create("noise");
        Assert.Equal(Trend.Stable, Measure(Enumerable.Range(0, 100).Select(static i => ((long)i, 5.0))).Trend);
        Assert.Equal(Trend.Stable, Measure(Enumerable.Range(0, 100).Select(i => ((long)i, 5 + random.NextGaussian()))).Trend);
        Assert.Equal(Trend.Volatile, Measure(Enumerable.Range(0, 100).Select(i => ((long)i, 0.1 + random.NextGaussian()))).Trend);

        // It rises for certain, and by nothing to speak of.
        Assert.Equal(Trend.Stable, Measure(Enumerable.Range(0, 100).Select(static i => ((long)i, 5 + (1e-4 * i)))).Trend);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void TooFewPointsHaveNoTrend(int count) =>
        Assert.Equal(Trend.Stable, Measure(Enumerable.Range(0, count).Select(static i => ((long)i, 1.0 + (0.1 * i)))).Trend);

    [Fact]
    public void NothingButNaNIsNoTrend() =>
        Assert.Equal(Trend.Stable, Measure(Enumerable.Range(0, 50).Select(static i => ((long)i, double.NaN))).Trend);

    private static TrendResult Measure(IEnumerable<(long Step, double Value)> points)
    {
        var series = new Series("x");
        foreach ((long step, double value) in points)
        {
            series.Add(step, step, value);
        }

        return TrendTest.Measure(series.Curve);
    }
}
