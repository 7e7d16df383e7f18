using Hamlet.Metrics;
using Hamlet.Outputs.Remote;
using Hamlet.State;
using Hamlet.Tests.Outputs.Support;
using static Hamlet.Tests.Outputs.Remote.LoopbackServer;

namespace Hamlet.Tests.Outputs.Remote;

/// <summary>What holds for every output that speaks to a server; a subclass brings the output and the server.</summary>
public abstract class RemoteTests : IDisposable
{
    private protected TempDirectory Folder { get; } = new();

    private protected Dictionary<string, string> Variables { get; } = [];

    /// <summary>Waits of milliseconds instead of seconds.</summary>
    private protected UploadRule Rule { get; set; } = new()
    {
        Interval = TimeSpan.FromMilliseconds(2),
        FirstDelay = TimeSpan.FromMilliseconds(2),
        LongestDelay = TimeSpan.FromMilliseconds(10),
        RequestTimeout = TimeSpan.FromSeconds(5),
        EndBound = TimeSpan.FromSeconds(20),
    };

    private protected RemoteHost Host => new() { Environment = name => Variables.GetValueOrDefault(name), Uploads = Rule };

    private protected abstract LoopbackServer Server { get; }

    private protected abstract string Secret { get; }

    public virtual void Dispose()
    {
        Server.Dispose();
        Folder.Dispose();
    }

    /// <summary>Opens the output.</summary>
    private protected abstract IMetricSink Open();

    /// <summary>The steps that the server has of the metric <c>One/Value</c>, over all runs.</summary>
    private protected abstract long[] Steps();

    /// <summary>How many runs it has, and whether all of them are over.</summary>
    private protected abstract (int Runs, bool Over) Runs();

    [Theory]
    [InlineData(Fault.InternalError)]
    [InlineData(Fault.TooMany)]
    [InlineData(Fault.Garbage)]
    [InlineData(Fault.DropAfter)]
    [InlineData(Fault.BadGatewayAfter)]
    [InlineData(Fault.Delay)]
    public void WhateverTheServerDoesNothingIsLostAndNothingTwice(object fault)
    {
        // Each request of the beginning fails once, and some in the middle.
        for (int i = 0; i < 12; i++)
        {
            Server.FailNext((Fault)fault, Fault.None);
        }

        Server.FailNext((Fault)fault, (Fault)fault, (Fault)fault, (Fault)fault, Fault.None);
        Train(Open(), 0, 300, pauseEvery: 25);

        Check(300);
    }

    [Fact]
    public void AServerThatIsAwayForAWhileGetsEverythingInTheEnd()
    {
        IMetricSink sink = Open();
        using (sink)
        {
            var feed = new SinkFeed(sink);
            Write(feed, sink, 0, 50);
            WaitFor(() => Steps().Length >= 40);
            Server.Stop();
            Write(feed, sink, 50, 100);
            Thread.Sleep(30);
            Write(feed, sink, 100, 150);
            Server.Start();
            Write(feed, sink, 150, 200);
            Outcome(sink);
        }

        Check(200);
    }

    [Fact]
    public void WritingNeverWaitsForTheServer()
    {
        Server.Stop();
        Rule = Rule with { EndBound = TimeSpan.FromMilliseconds(50) };
        IMetricSink sink = Open();
        Write(new SinkFeed(sink), sink, 0, 2000);
        Outcome(sink);

        IOException left = Assert.Throws<IOException>(sink.Dispose);

        Assert.Contains("hamlet sync " + Folder.Path, left.Message, StringComparison.Ordinal);
        Assert.Matches(@"[^. ]\. It is on disk; send it with", left.Message);
        Assert.Contains("2000 ", left.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be reached", left.Message, StringComparison.Ordinal);
        Server.Start();
        Rule = Rule with { EndBound = TimeSpan.FromSeconds(20) };
        Sync(done: true);
        Check(2000);
        Sync(done: true);
        Check(2000);
    }

    [Fact]
    public void WhoIsNotLetInIsToldOnceAndKeepsEverything()
    {
        Server.FailNext(Fault.Unauthorized);
        IMetricSink sink = Open();
        var feed = new SinkFeed(sink);
        Write(feed, sink, 0, 10);
        IOException? told = null;
        WaitFor(() =>
        {
            try
            {
                sink.Flush();
            }
            catch (IOException e)
            {
                told = e;
            }

            return told is not null;
        });
        sink.Flush();
        Write(feed, sink, 10, 20);
        Outcome(sink);
        IOException left = Assert.Throws<IOException>(sink.Dispose);

        Assert.Contains("401", told!.Message, StringComparison.Ordinal);
        Assert.True(sink.MayPass(told));
        Assert.DoesNotContain(Secret, told.ToString() + left, StringComparison.Ordinal);
        Sync(done: true);
        Check(20);
    }

    [Fact]
    public void AResumedRunSaysNothingTwice()
    {
        var state = new StateTree();
        IMetricSink sink = Open();
        using (sink)
        {
            var feed = new SinkFeed(sink);
            Write(feed, sink, 0, 30);
            state = StateTree.Save(sink);
            Write(feed, sink, 30, 60);
        }

        // Other wall times, as a second process has them.
        IMetricSink again = Open();
        state.Load(again);
        Train(again, 30, 100, wallTime: 1_770_000_000);

        Check(100);
        Assert.Equal(1, Runs().Runs);
    }

    [Fact]
    public void ARunThatIsResumedFromBeforeItsFirstRecordSaysNothingTwice()
    {
        IMetricSink first = Open();
        StateTree beginning = StateTree.Save(first);
        Train(first, 0, 30);
        IMetricSink second = Open();
        beginning.Load(second);
        Train(second, 0, 50, wallTime: 1_770_000_000);

        Check(50);
        Assert.Equal(1, Runs().Runs);
    }

    [Fact]
    public void ARunThatDiedIsResumedFromWhatTheServerMayHave()
    {
        Rule = Rule with { EndBound = TimeSpan.FromMilliseconds(20) };
        IMetricSink sink = Open();
        var feed = new SinkFeed(sink);
        Write(feed, sink, 0, 30);
        StateTree state = StateTree.Save(sink);
        Write(feed, sink, 30, 60);
        WaitFor(() => Steps().Length >= 50);

        // The process is gone: what it had open is as it was left.
        using var copy = new TempDirectory();
        CopyAll(Folder.Path, copy.Path);
        Server.FailNext(Enumerable.Repeat(Fault.InternalError, 1000).ToArray());
        Assert.Throws<IOException>(sink.Dispose);
        Server.ClearFaults();
        Directory.Delete(Folder.Path, recursive: true);
        CopyAll(copy.Path, Folder.Path);

        Rule = Rule with { EndBound = TimeSpan.FromSeconds(20) };
        IMetricSink again = Open();
        state.Load(again);
        Train(again, 30, 100, wallTime: 1_770_000_000);

        Check(100);
        Assert.Equal(1, Runs().Runs);
    }

    [Fact]
    public void TheSecretIsInNoFile()
    {
        Train(Open(), 0, 10);

        foreach (string path in Directory.GetFiles(Folder.Path, "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(Secret, File.ReadAllText(path, System.Text.Encoding.Latin1), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TwoProcessesDoNotSendTheSameRun()
    {
        using (IMetricSink sink = Open())
        {
            Write(new SinkFeed(sink), sink, 0, 10);
            SyncResult result = Assert.Single(RemoteRuns.Sync(Folder.Path, TimeSpan.FromSeconds(1), Host));
            Assert.False(result.Done);
            Assert.Contains("Another process", result.Message, StringComparison.Ordinal);
            Outcome(sink);
        }

        Check(10);
    }

    private protected static void WaitFor(Func<bool> holds)
    {
        for (int i = 0; i < 2000 && !holds(); i++)
        {
            Thread.Sleep(5);
        }

        Assert.True(holds(), "It did not come to that.");
    }

    private protected static void Outcome(IMetricSink sink) => ((IHyperparameterSink)sink).WriteOutcome(success: true, []);

    private protected void Train(IMetricSink sink, long from, long to, double wallTime = 1_760_000_000, int pauseEvery = int.MaxValue)
    {
        using (sink)
        {
            Write(new SinkFeed(sink), sink, from, to, wallTime, pauseEvery);
            Outcome(sink);
        }
    }

    private protected void Check(int steps)
    {
        Assert.Empty(Server.Complaints);
        Assert.Equal(Enumerable.Range(0, steps).Select(static i => (long)i), Server.Look(Steps));
        Assert.True(Server.Look(Runs).Over, "The server does not know that the run is over.");
    }

    private static void Write(SinkFeed feed, IMetricSink sink, long from, long to, double wallTime = 1_760_000_000, int pauseEvery = int.MaxValue)
    {
        ((IHyperparameterSink)sink).WriteHyperparameters([Hyperparameter.Of("agents.a.lr", 0.1)], []);
        for (long step = from; step < to; step++)
        {
            feed.Write(wallTime + step, new ShapedRecord<Shapes.One>(new MetricAxes(step), [], step % 7 == 3 ? float.NaN : step));
            if (step % 10 == 9 || step == to - 1)
            {
                sink.Flush();
            }

            if (step % pauseEvery == pauseEvery - 1)
            {
                Thread.Sleep(5);
            }
        }
    }

    private static void CopyAll(string from, string to)
    {
        foreach (string path in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            if (!path.EndsWith(".lock", StringComparison.Ordinal))
            {
                string target = Path.Combine(to, Path.GetRelativePath(from, path));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(path, target);
            }
        }
    }

    private void Sync(bool done) =>
        Assert.All(RemoteRuns.Sync(Folder.Path, TimeSpan.FromSeconds(20), Host), result => Assert.Equal(done, result.Done));
}
