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
            episodes.Add(new EndedEpisode(0, i, i, i, 0), [], []);
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
            episodes.Add(new EndedEpisode(0, i, i, i, 0), [], []);
        }

        int count = 0;
        while (episodes.TryTake(out EndedEpisode taken))
        {
            Assert.Equal(count++, taken.Number);
        }

        Assert.Equal(256, count);
    }

    [Fact]
    public void TheirEndsAreCopiesAndWhatIsNotKnownIsEmpty()
    {
        var episodes = new EndedEpisodes(meters: 2, affordances: 3);
        float[] meters = [0.5f, 7];
        int[] uses = [1, 0, 2];
        episodes.Add(new EndedEpisode(0, 0, 10, 1, 0), meters, uses);
        (meters[0], uses[0]) = (9, 9);
        episodes.Add(new EndedEpisode(0, 1, 10, 1, -1), [], []);

        Assert.True(episodes.TryTake(out EndedEpisode first));
        Assert.True(episodes.TryTake(out EndedEpisode second));
        Assert.Equal([0.5f, 7], first.Meters);
        Assert.Equal([1, 0, 2], first.Uses);
        Assert.Empty(second.Meters);
        Assert.Empty(second.Uses);
    }
}
