using Hamlet.Live.Board;

namespace Hamlet.Tests.Live;

/// <summary>From episodes to steps and back.</summary>
public sealed class EpisodeClockTests
{
    [Fact]
    public void AnEpisodeHasItsStepAndAStepItsEpisode()
    {
        var clock = new EpisodeClock([new("a", 1, 30), new("a", 0, 10), new("a", 3, 90)]);
        Assert.Equal(30, clock.StepOf("Episode/Total_Reward", 1));
        Assert.Equal(60, clock.StepOf("Episode/Total_Reward", 2));
        Assert.Equal(20, clock.StepOf("Episode/Total_Reward", 0.5));
        Assert.Equal(10, clock.StepOf("Episode/Total_Reward", -1));
        Assert.Equal(90, clock.StepOf("Episode/Total_Reward", 7));
        Assert.Equal(1, clock.EpisodeOf("Training/Loss", 30));
        Assert.Equal(0.5, clock.EpisodeOf("Training/Loss", 20));
        Assert.Equal(3, clock.EpisodeOf("Training/Loss", 1000));
    }

    [Fact]
    public void EachAgentCountsItsOwn()
    {
        var clock = new EpisodeClock([new("a", 0, 10), new("b", 0, 20)]);
        Assert.Equal(10, clock.StepOf("a/Episode/Total_Reward", 0));
        Assert.Equal(20, clock.StepOf("b/Episode/Total_Reward", 0));
        Assert.Null(clock.StepOf("performance/total_fps", 0));
    }

    [Fact]
    public void WithoutEpisodesNothingIsKnown() => Assert.Null(new EpisodeClock([]).EpisodeOf("Training/Loss", 5));

    /// <summary>Several environments may end an episode at one step.</summary>
    [Fact]
    public void EpisodesThatEndTogetherShareAStep()
    {
        var clock = new EpisodeClock([new("a", 0, 10), new("a", 1, 10), new("a", 2, 10), new("a", 3, 20)]);
        Assert.Equal(10, clock.StepOf("Episode/X", 1));
        Assert.Equal(0, clock.EpisodeOf("Training/Loss", 10));
        Assert.Equal(2.5, clock.EpisodeOf("Training/Loss", 15));
    }
}
