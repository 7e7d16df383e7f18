using Hamlet.Metrics;

namespace Hamlet.Tests.Metrics;

public sealed class MetricLogAxesTests
{
    private static readonly MetricAgents s_two = new(["agent_0", "scout"]);

    [Fact]
    public void RecordsAreNumberedFromTheFirstNumberOfTheOptions()
    {
        (TestSink sink, MetricLog log) = Start(new MetricLogOptions { FirstSequence = 41 });
        log.Log(new LossMetrics(1, 1));
        log.Log(new LossMetrics(2, 1));
        Assert.Equal(43, log.NextSequence);
        log.Dispose();

        Assert.Equal([41, 42], sink.Entries.Select(entry => entry.Sequence));
    }

    [Fact]
    public void ARecordWithoutAnEpisodeCarriesTheOneThatItsAgentIsIn()
    {
        (TestSink sink, MetricLog log) = Start(new MetricLogOptions { Agents = s_two });
        log.Log(Note(agent: 1));
        log.SetEpisode(0, 5);
        log.SetEpisode(1, 9);
        log.Log(Note(agent: 1));
        log.Log(Note(agent: 0));
        log.Log(Note(agent: -1));
        log.Log(new EveryKindMetrics { Agent = 1, Episode = 2 });
        log.Dispose();

        Assert.Equal([0, 9, 5, 5, 2], sink.Entries.Select(entry => entry.Axes.Episode));
        Assert.Equal([1, 1, 0, -1, 1], sink.Entries.Select(entry => entry.Axes.Agent));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    [InlineData(int.MaxValue)]
    public void AnAgentThatTheRunHasNotIsRefused(int agent)
    {
        (TestSink sink, MetricLog log) = Start(new MetricLogOptions { Agents = s_two });
        Assert.Throws<ArgumentOutOfRangeException>(() => log.Log(Note(agent)));
        Assert.Throws<ArgumentOutOfRangeException>(() => log.SetEpisode(agent, 1));
        log.Dispose();

        Assert.Empty(sink.Entries);
    }

    [Fact]
    public void TagsHaveTheAgentsNameOnlyWhereThereAreSeveral()
    {
        (TestSink one, MetricLog log) = Start(new MetricLogOptions());
        log.Log(Note(agent: 0));
        log.Dispose();
        (TestSink two, log) = Start(new MetricLogOptions { Agents = s_two });
        log.Log(Note(agent: 0));
        log.Log(Note(agent: 1));
        log.Log(Note(agent: -1));
        log.Dispose();

        Assert.Equal(["eval/town/Note"], one.Entries.Select(entry => entry.Tags));
        Assert.Equal(["agent_0/eval/town/Note", "scout/eval/town/Note", "eval/town/Note"], two.Entries.Select(entry => entry.Tags));
    }

    [Fact]
    public void PartsOfATagAreFilledInOnceAndAsTheyAre()
    {
        (TestSink sink, MetricLog log) = Start(new MetricLogOptions());
        log.Log(Note(phase: "{name}", name: "{phase}{"));
        log.Log(Note(phase: "評価", name: ""));
        log.Dispose();

        Assert.Equal(["{name}/{phase}{/Note", "評価//Note"], sink.Entries.Select(entry => entry.Tags));
    }

    [Fact]
    public void WallTimeNeverGoesBack()
    {
        var time = new ManualTime();
        (TestSink sink, MetricLog log) = Start(new MetricLogOptions { Time = time });
        log.Log(new LossMetrics(1, 1));
        time.UtcNow = time.UtcNow.AddSeconds(2.5);
        log.Log(new LossMetrics(2, 1));
        time.UtcNow = time.UtcNow.AddHours(-1);
        log.Log(new LossMetrics(3, 1));
        log.Dispose();

        double start = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).ToUnixTimeSeconds();
        Assert.Equal([start, start + 2.5, start + 2.5], sink.Entries.Select(entry => entry.WallTime));
    }

    [Fact]
    public void TheSystemsClockIsReadOftenEnoughToBeTrue()
    {
        (TestSink sink, MetricLog log) = Start(new MetricLogOptions());
        double before = Now();
        log.Log(new LossMetrics(1, 1));
        Thread.Sleep(40);
        double between = Now();
        log.Log(new LossMetrics(2, 1));
        double after = Now();
        log.Dispose();

        // The coarse tick may be 16 ms late.
        Assert.InRange(sink.Entries[0].WallTime, before - 0.02, between);
        Assert.InRange(sink.Entries[1].WallTime, between - 0.02, after);
        Assert.True(sink.Entries[1].WallTime > sink.Entries[0].WallTime);
    }

    private static double Now() => (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalSeconds;

    private static NoteMetrics Note(int agent = -1, string phase = "eval", string name = "town") =>
        new(1, agent, TagName.Intern(phase), TagName.Intern(name), "note");

    private static (TestSink Sink, MetricLog Log) Start(MetricLogOptions options)
    {
        var sink = new TestSink();
        return (sink, new MetricLog([new NamedSink("test", sink)], options));
    }
}
