using Hamlet.Configuration;
using Hamlet.Hosting.Bench;

namespace Hamlet.IntegrationTests.Bench;

public sealed class SeedStatisticsTests
{
    [Fact]
    public void TheMiddleHalfCounts()
    {
        Assert.Equal(3, SeedStatistics.InterquartileMean([1, 100, 3, 2, 4]));
        Assert.Equal(2.5, SeedStatistics.InterquartileMean([2, 3]));
        Assert.Equal(4.5, SeedStatistics.InterquartileMean([-9, 1, 3, 4, 5, 6, 9, 99]));
    }

    [Fact]
    public void TheIntervalHoldsTheMeanAndLiesWithinTheScores()
    {
        (double low, double high) = SeedStatistics.Interval([480, 500, 490, 470, 460]);

        Assert.InRange(low, 460, 480);
        Assert.InRange(high, 480, 500);
        Assert.Equal((7, 7), SeedStatistics.Interval([7, 7, 7]));
    }

    [Fact]
    public void SeedsAreARangeOrAList()
    {
        Assert.Equal([1UL, 2, 3, 4, 5], SeedRange.Parse("1-5"));
        Assert.Equal([1UL, 3, 7, 8], SeedRange.Parse("1,3,7-8"));
        foreach (string wrong in (string[])["", "x", "5-1", "1-2-3", "-1", "1-99999999"])
        {
            Assert.Contains("names no seeds", Assert.Throws<ConfigException>(() => SeedRange.Parse(wrong)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WorkOfAPerceptronByHand()
    {
        // 3 to 2 to 1: six and two weights, forward 2, weight gradients 2, input gradients of the second layer 2.
        var work = new PerceptronWork(3, 2, 1);

        Assert.Equal(2 * 8, work.Forward);
        Assert.Equal((2 * 8) + (2 * 8) + (2 * 2), work.Update);
    }
}
