using Hamlet.Metrics;

namespace Hamlet.Tests.Metrics;

public sealed class MetricLogCustomTests
{
    [Fact]
    public void EverythingCanBeLoggedWithoutARecord()
    {
        var sink = new TestSink();
        using (var log = new MetricLog(
            [new NamedSink("test", sink)], new MetricLogOptions { Agents = new MetricAgents(["agent_0", "agent_1"]) }))
        {
            log.SetEpisode(1, 3);
            log.Log("Debug/Entropy", 0.5, 10);
            log.Log("Debug/Entropy", -0.0, 11, agent: 1);
            log.LogMany(12, 1, ("Debug/Low", 1), ("Debug/High", 2));
            log.LogMany("Debug/Share", new MetricMap(new MetricNames(["x", "y"]), new float[] { 1, 2 }), 13);
            log.LogText("Debug/Note", "# title", 14);
            log.LogHistogram("Debug/Weights", new float[] { 1, 2 }, 15);
            log.LogImage("Debug/Map", new MetricImage(1, 1, 1, new byte[] { 7 }), 16, agent: 1);
        }

        Assert.Equal(
            [
                "custom_scalar 10 Debug/Entropy value=3fe0000000000000",
                "custom_scalar 11 agent_1/Debug/Entropy value=8000000000000000",
                "custom_scalar 12 agent_1/Debug/Low value=3ff0000000000000",
                "custom_scalar 12 agent_1/Debug/High value=4000000000000000",
                "custom_map 13 Debug/Share values=x,y:[3f800000,40000000]",
                "custom_text 14 Debug/Note value='# title'",
                "custom_histogram 15 Debug/Weights values=[3f800000,40000000]",
                "custom_image 16 agent_1/Debug/Map image=1x1x1:07",
            ],
            sink.Entries.Select(entry => $"{entry.Record} {entry.Axes.Step} {entry.Tags} {entry.Values}"));
        Assert.Equal([0, 3, 3, 3, 0, 0, 0, 3], sink.Entries.Select(entry => entry.Axes.Episode));
    }
}
