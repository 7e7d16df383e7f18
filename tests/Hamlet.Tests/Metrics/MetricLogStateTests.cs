using Hamlet.Metrics;
using Hamlet.State;

namespace Hamlet.Tests.Metrics;

public sealed class MetricLogStateTests
{
    [Fact]
    public void AResumedLogGoesOnWithTheNextNumberTheEpisodesAndItsOutputs()
    {
        var first = new TestSink();
        StateTree state;
        using (var log = new MetricLog([new NamedSink("csv", first)]))
        {
            log.SetEpisode(0, 4);
            log.Log(new LossMetrics(1, 1));
            log.Log(new LossMetrics(2, 1));
            state = StateTree.Save(log);
            Assert.Equal((2, 1), (first.FlushedEntries, first.Flushes));
            log.Log(new LossMetrics(3, 1));
        }

        var second = new TestSink();
        var added = new TestSink();
        using (var log = new MetricLog([new NamedSink("csv", second), new NamedSink("added", added)]))
        {
            state.Load(log);
            Assert.Equal(2, log.NextSequence);
            log.Log(new LossMetrics(3, 1));
        }

        Assert.Equal((2, -1), (second.Loaded, added.Loaded));
        Recorded entry = Assert.Single(second.Entries);
        Assert.Equal((2, new MetricAxes(3, 4, -1)), (entry.Sequence, entry.Axes));
        Assert.Equal(first.Entries[2] with { WallTime = 0 }, entry with { WallTime = 0 });
    }

    [Fact]
    public void ASaveThatNobodyWaitsForHoldsWhatWasLoggedBeforeIt()
    {
        using var go = new ManualResetEventSlim();
        var sink = new TestSink { OnWrite = go.Wait };
        var tree = new StateTree();
        using var log = new MetricLog([new NamedSink("csv", sink)]);
        log.Log(new LossMetrics(1, 1));
        log.Log(new LossMetrics(2, 1));

        Action wait = log.BeginSave(tree);
        log.Log(new LossMetrics(3, 1));
        go.Set();
        wait();

        Assert.Equal(2L, tree.Values["next_sequence"]);
        Assert.Equal(2L, tree.Children["sinks"].Children["csv"].Values["entries"]);
        log.Flush();
        Assert.Equal(3, sink.Entries.Count);
    }

    [Fact]
    public void AnOutputThatCannotSaveIsDetachedAndTheOthersAreSaved()
    {
        var broken = new TestSink { OnSave = () => throw new IOException("disk full") };
        using var log = new MetricLog([new NamedSink("broken", broken), new NamedSink("fine", new TestSink())]);
        StateTree state = StateTree.Save(log);

        Assert.Equal(["fine"], state.Children["sinks"].Children.Keys);
        Assert.Equal("broken", Assert.Single(log.Failures).Name);
    }

    [Fact]
    public void AStateThatAnOutputCannotReadIsAnErrorOfTheResume()
    {
        using var log = new MetricLog([new NamedSink("csv", new TestSink())]);
        StateTree state = StateTree.Save(log);
        state.Children["sinks"].Children["csv"].Values.Clear();

        Assert.Contains("sinks/csv/entries", Assert.Throws<StateException>(() => state.Load(log)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheStateOfOtherAgentsIsRefused()
    {
        using var one = new MetricLog([new NamedSink("csv", new TestSink())]);
        using var two = new MetricLog(
            [new NamedSink("csv", new TestSink())], new MetricLogOptions { Agents = new MetricAgents(["a", "b"]) });

        Assert.Throws<StateException>(() => StateTree.Save(one).Load(two));
    }

    [Fact]
    public void AClosedLogHasNoState()
    {
        var log = new MetricLog([new NamedSink("csv", new TestSink())]);
        log.Dispose();

        Assert.Throws<ObjectDisposedException>(() => StateTree.Save(log));
    }
}
