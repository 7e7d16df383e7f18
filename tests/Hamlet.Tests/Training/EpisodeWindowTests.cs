using Hamlet.Training;

namespace Hamlet.Tests.Training;

public sealed class EpisodeWindowTests
{
    [Fact]
    public void TheMeansAreOverTheLastHundred()
    {
        var window = new EpisodeWindow();
        for (int i = 0; i < 250; i++)
        {
            window.Add(i, 2 * i);
        }

        Assert.Equal(100, window.Count);
        Assert.Equal((150 + 249) / 2.0, window.MeanReturn);
        Assert.Equal(150 + 249, window.MeanLength);
    }

    [Fact]
    public void BeforeTheFirstEpisodeThereIsNoMean() => Assert.Equal(double.NaN, new EpisodeWindow().MeanReturn);
}
