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

    [Theory]
    [InlineData("experiment.seed", true)]
    [InlineData("seed", true)]
    [InlineData("agents.0.learning_rate", false)]
    public void ASeedIsNoDifference(string key, bool seed) => Assert.Equal(seed, RunConfig.IsSeed(key));
}
