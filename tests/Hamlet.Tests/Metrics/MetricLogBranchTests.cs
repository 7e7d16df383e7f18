using Hamlet.Metrics;

namespace Hamlet.Tests.Metrics;

public sealed class MetricLogBranchTests
{
    private static readonly TagName s_part = TagName.Intern("branch");

    [Fact]
    public void WhatThreadsLogAtOnceComesInTheOrderInWhichItIsJoined()
    {
        var sink = new TestSink();
        using (var log = new MetricLog([new NamedSink("test", sink)]))
        {
            MetricLog[] branches = [log.Branch(), log.Branch(), log.Branch()];
            log.Log("first", 1, 0);
            Parallel.For(0, 3, i =>
            {
                for (int n = 0; n < 100; n++)
                {
                    branches[i].Log(FormattableString.Invariant($"from {i}"), n, step: n);
                }
            });
            log.Log("second", 2, 0);
            foreach (MetricLog branch in branches)
            {
                log.Join(branch);
                log.Join(branch); // Nothing waits any more.
            }
        }

        IEnumerable<string> expected =
            ["first", "second", .. from i in Enumerable.Range(0, 3) from n in Enumerable.Range(0, 100) select $"from {i}"];
        Assert.Equal(expected, sink.Entries.Select(static entry => entry.Tags));
        Assert.Equal(Enumerable.Range(0, 302).Select(static i => (long)i), sink.Entries.Select(static entry => entry.Sequence));
        Assert.Equal(Enumerable.Range(0, 100).Select(static n => (long)n), sink.Entries.Skip(202).Select(static entry => entry.Axes.Step));
    }

    [Theory]
    [InlineData(256)]
    [InlineData(1024)]
    [InlineData(1 << 20)]
    public void RecordsOfEverySizeArriveAsIfTheyHadNotWaited(int ringBytes)
    {
        List<Recorded> direct = Log(ringBytes, wait: false);
        List<Recorded> joined = Log(ringBytes, wait: true);

        Assert.Equal(1000, direct.Count);
        Assert.Equal(direct.Select(What), joined.Select(What));
        static string What(Recorded entry) => $"{entry.Record} {entry.Sequence} {entry.Axes} {entry.Tags} {entry.Values}";
    }

    [Fact]
    public void ARecordIsInTheEpisodeInWhichItIsJoined()
    {
        var sink = new TestSink();
        using (var log = new MetricLog(
            [new NamedSink("test", sink)], new MetricLogOptions { Agents = new MetricAgents(["a", "b"]) }))
        {
            MetricLog branch = log.Branch();
            branch.Log("x", 1, step: 1, agent: 1);
            log.SetEpisode(1, 7);
            log.Join(branch);
            Assert.Throws<ArgumentOutOfRangeException>(() => branch.Log("x", 1, step: 2, agent: 2));
            log.Join(branch);
        }

        Assert.Equal(7, Assert.Single(sink.Entries).Axes.Episode);
    }

    [Fact]
    public void ARecordThatIsRefusedLeavesNothingBehind()
    {
        var sink = new TestSink();
        using (var log = new MetricLog([new NamedSink("test", sink)]))
        {
            MetricLog branch = log.Branch();
            Assert.Throws<ArgumentException>(() => branch.LogImage("image", new MetricImage(2, 2, 3, new byte[5]), step: 1));
            branch.Log("after", 1, step: 1);
            log.Join(branch);
        }

        Assert.Equal("after", Assert.Single(sink.Entries).Tags);
    }

    [Fact]
    public void ABranchTakesRecordsAndAsksForFlushesAndNothingElse()
    {
        using var log = new MetricLog([new NamedSink("test", new TestSink())]);
        MetricLog branch = log.Branch();

        branch.RequestFlush();
        Assert.Throws<InvalidOperationException>(branch.Flush);
        Assert.Throws<InvalidOperationException>(() => branch.LogHyperparameters([], []));
        Assert.Throws<InvalidOperationException>(() => branch.LogOutcome(true, []));
        Assert.Throws<InvalidOperationException>(() => branch.SetEpisode(0, 1));
        branch.Dispose();
    }

    [Fact]
    public void ALogWithoutOutputsIsItsOwnBranch()
    {
        Assert.Same(MetricLog.None, MetricLog.None.Branch());
        MetricLog.None.Join(MetricLog.None);
    }

    [Fact]
    public void WaitingAndJoiningAllocateNothingOnceThereIsRoom()
    {
        using var log = new MetricLog([new NamedSink("test", new CountingSink())]);
        MetricLog branch = log.Branch();
        Round(branch, log);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Round(branch, log);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Round(MetricLog branch, MetricLog log)
        {
            for (int i = 0; i < 50; i++)
            {
                branch.Log(new NoteMetrics(i, 0, s_part, s_part, "a note"));
            }

            log.Join(branch);
        }
    }

    private static List<Recorded> Log(int ringBytes, bool wait)
    {
        var sink = new TestSink();
        using (var log = new MetricLog([new NamedSink("test", sink)], new MetricLogOptions { RingBytes = ringBytes }))
        {
            MetricLog branch = wait ? log.Branch() : log;
            for (int i = 0; i < 1000; i++)
            {
                branch.Log(new NoteMetrics(i, -1, s_part, s_part, i % 7 == 0 ? null : new string('x', i)));
                if (i % 9 == 0)
                {
                    log.Join(branch);
                }
            }

            log.Join(branch);
        }

        return sink.Entries;
    }

    private sealed class CountingSink : IMetricSink
    {
        public void Write(in MetricEntry entry)
        {
        }

        public void Flush()
        {
        }

        public void Dispose()
        {
        }

        public void SaveState(Hamlet.State.StateWriter writer)
        {
        }

        public void LoadState(Hamlet.State.StateReader reader)
        {
        }
    }
}
