using Hamlet.Analysis.Comparison;
using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Tests.Analysis.Comparison;

public sealed class ComparisonTests
{
    [Fact]
    public void AreaAndThresholdOfALineAreKnown()
    {
        var series = new Series("reward");
        foreach (int step in (int[])[0, 10, 50, 100])
        {
            series.Add(step, step, step);
        }

        var metric = new Metric(series, AnalysisRules.Default.Tags.Match("reward"));

        RunScore score = RunScore.Of(metric, 20, 80, 50, rising: true);
        Assert.Equal((50.0, 50.0), (score.Area, score.Reached));
        Assert.Null(RunScore.Of(metric, 0, 100, 101, rising: true).Reached);
        Assert.Equal(0, RunScore.Of(metric, 0, 100, 5, rising: false).Reached);
    }

    [Fact]
    public void TheBootstrapIsTheSameEachTimeAndHoldsTheMean()
    {
        (double low, double high) = Bootstrap.Mean([1, 2, 3, 4, 5]);

        Assert.Equal((low, high), Bootstrap.Mean([1, 2, 3, 4, 5]));
        Assert.InRange(low, 1.4, 2.4);
        Assert.InRange(high, 3.6, 4.6);
        Assert.Equal((10.0, 10.0), Bootstrap.Difference([5, 5, 5], [15, 15, 15]));
        Assert.True(double.IsNaN(Bootstrap.Mean([1]).Low));
    }

    /// <summary>A seed that was trained twice is one draw: two runs of it give no interval, and a third of another seed one of two values.</summary>
    [Fact]
    public void RunsOfOneSeedAreOneDraw()
    {
        var metric = new MetricComparison("reward", null, [[new RunScore(10, 0, null), new RunScore(14, 0, null), null, new RunScore(20, 0, null)]]);

        Assert.Equal([10.0, 14, 20], metric.Values(0, static s => s.Last));
        Assert.Equal([12.0, 20], metric.Draws(0, ["1", "1", "1", "2"], static s => s.Last));
        Assert.Equal([10.0, 14, 20], metric.Draws(0, [null, null, null, null], static s => s.Last));
    }

    [Fact]
    public void WhatDiffersBesideTheAlgorithmIsSaid()
    {
        RunGroup[] groups = [new("a", [], new Dictionary<string, string>(), ["1", "2", "1"]), new("b", [], new Dictionary<string, string>(), ["1", null, null])];

        Assert.Equal(
            [
                "The environments differ (environment.type: cartpole, town): their returns and lengths are on different scales, and none is better for being greater.",
                "2 runs of A have the seed 1: they repeat one draw, which counts once in a mean and its interval.",
            ],
            ComparisonNotes.Of(groups, [("environment.level", ["-", "L1"]), ("environment.type", ["cartpole", "town"])]));
        Assert.StartsWith(
            "The environments are set up differently (environment.level)",
            ComparisonNotes.Of([], [("agents.0.gamma", ["1", "2"]), ("environment.level", ["L0", "L1"]), ("environment.num_envs", ["1", "2"])]).Single(),
            StringComparison.Ordinal);
        Assert.Empty(ComparisonNotes.Of([], [("agents.0.gamma", ["1", "2"]), ("environment.num_envs", ["1", "2"])]));
    }

    [Theory]
    [InlineData("experiment.seed", true)]
    [InlineData("seed", true)]
    [InlineData("agents.0.learning_rate", false)]
    public void ASeedIsNoDifference(string key, bool seed) => Assert.Equal(seed, RunConfig.IsSeed(key));
}
