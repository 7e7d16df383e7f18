using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Tests.Analysis.Statistics;

public sealed class SeriesTests
{
    [Fact]
    public void FiguresAreThoseOfAllValues()
    {
        var series = new Series("x");
        for (int i = 1; i <= 100_000; i++)
        {
            series.Add(i, 2 * i, 1e9 + (i % 10));
        }

        Assert.Equal((100_000, 1e9 + 1, 1e9), (series.Count, series.First, series.Last));
        Assert.Equal((1e9, 10L, 1e9 + 9, 9L), (series.Min, series.MinStep, series.Max, series.MaxStep));
        Assert.Equal(1e9 + 4.5, series.Mean, 6);
        Assert.Equal(Math.Sqrt(8.25 * 100_000 / 99_999), series.Std, 6);
        Assert.Equal((2.0, 200_000.0), (series.FirstTime, series.LastTime));
    }

    [Fact]
    public void WhatIsNotFiniteIsCountedAndNothingElse()
    {
        var series = new Series("x");
        series.Add(1, 0, double.NaN);
        series.Add(2, 0, 3);
        series.Add(3, 0, double.PositiveInfinity);
        series.Add(4, 0, 5);

        Assert.Equal((1, 1, 2, 1L), (series.NaNs, series.Infinities, series.Finite, series.FirstNonFiniteStep));
        Assert.Equal((4.0, Math.Sqrt(2)), (series.Mean, series.Std));
        Assert.Equal((3.0, 5.0), (series.Min, series.Max));
    }

    [Fact]
    public void StepsThatGoBackAreCounted()
    {
        var series = new Series("x");
        foreach (long step in (long[])[5, 6, 6, 3, 9])
        {
            series.Add(step, 0, 1);
        }

        Assert.Equal((1, 3, 9), (series.BackwardSteps, series.GreatestReturn, series.GreatestStep));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1000)]
    [InlineData(123_457)]
    public void ACurveHoldsEveryValueOnceInOrderAndAtMost256Points(int count)
    {
        var curve = new Curve();
        for (int i = 0; i < count; i++)
        {
            curve.Add(i, i, i == count / 2 ? -1e6 : i);
        }

        CurvePoint[] points = [.. curve];
        Assert.Equal(count, points.Sum(static p => p.Count));
        Assert.InRange(points.Length, Math.Min(count, Curve.Capacity / 2), Curve.Capacity + 1);
        Assert.Equal((double)count * (count - 1) / 2, points.Sum(static p => p.StepSum), 3);
        Assert.Equal(-1e6, points.Min(static p => p.Min));
        Assert.All(points.SkipLast(1), p => Assert.Equal(curve.ValuesEach, p.Count));
        Assert.Equal(points.Select(static p => p.Step).Order(), points.Select(static p => p.Step));
    }

    [Fact]
    public void TheLastTenthIsThatOfTheValues()
    {
        var series = new Series("rollout/ep_rew_mean");
        for (int i = 1; i <= 100; i++)
        {
            series.Add(i, i, i);
        }

        var metric = new Metric(series, AnalysisRules.Default.Tags.Match(series.Tag));

        Assert.Equal((95.5, 5.5, 100L), (metric.Tail, metric.Head, metric.BestStep));
    }

    [Fact]
    public void ATagThatHoldsTheNegativeIsTurnedAround()
    {
        var series = new Series("train/entropy_loss");
        for (int i = 0; i < 50; i++)
        {
            series.Add(i, i, -1 + (0.01 * i));
        }

        var metric = new Metric(series, AnalysisRules.Default.Tags.Match(series.Tag));

        Assert.Equal((Trend.Increasing, Trend.Decreasing), (metric.Trend.Trend, metric.Direction));
        Assert.Equal(0.98, metric.Head, 9);
        Assert.Equal(-0.53, metric.LastTenth, 9);
    }
}
