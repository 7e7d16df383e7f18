using Hamlet.Live.Watching;

namespace Hamlet.Tests.Live;

public sealed class EndedEpisodesTests
{
    [Fact]
    public void TheyComeInTheirOrder()
    {
        var episodes = new EndedEpisodes();
        for (int i = 0; i < 1000; i++)
        {
            episodes.Add(new EndedEpisode(0, i, i, i, 0));
            Assert.True(episodes.TryTake(out EndedEpisode taken));
            Assert.Equal(i, taken.Number);
        }

        Assert.False(episodes.TryTake(out _));
    }

    [Fact]
    public void WhereNobodyTakesThemTheNewOnesAreLeftOut()
    {
        var episodes = new EndedEpisodes();
        for (int i = 0; i < 1000; i++)
        {
            episodes.Add(new EndedEpisode(0, i, i, i, 0));
        }

        int count = 0;
        while (episodes.TryTake(out EndedEpisode taken))
        {
            Assert.Equal(count++, taken.Number);
        }

        Assert.Equal(256, count);
    }
}
