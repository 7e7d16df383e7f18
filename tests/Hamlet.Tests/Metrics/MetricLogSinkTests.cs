using Hamlet.Metrics;

namespace Hamlet.Tests.Metrics;

public sealed class MetricLogSinkTests
{
    [Fact]
    public void AfterAFlushEverythingLoggedBeforeIsWrittenAndFlushed()
    {
        var sink = new TestSink();
        using var log = new MetricLog([new NamedSink("test", sink)], new MetricLogOptions { FlushInterval = TimeSpan.FromDays(1) });
        for (int round = 1; round <= 50; round++)
        {
            for (int i = 0; i < 20; i++)
            {
                log.Log(new LossMetrics(i, i));
            }

            log.Flush();
            Assert.Equal((round * 20, round), (sink.FlushedEntries, sink.Flushes));
        }
    }

    [Fact]
    public void OutputsAreFlushedAtIntervalsWithoutBeingAsked()
    {
        var time = new ManualTime();
        using var flushed = new ManualResetEventSlim();
        var sink = new TestSink { OnFlush = flushed.Set };
        using var log = new MetricLog([new NamedSink("test", sink)], new MetricLogOptions { Time = time });
        log.Log(new LossMetrics(1, 1));
        log.Flush();
        flushed.Reset();

        time.Advance(TimeSpan.FromSeconds(3));
        log.Log(new LossMetrics(2, 1));
        Assert.True(flushed.Wait(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void AnOutputThatCannotEvenSayWhatItLostEndsNothing()
    {
        var broken = new TestSink
        {
            OnWrite = static () => throw new InvalidDataException("disk full"), OnTakeLost = static () => throw new InvalidOperationException("who knows"),
        };
        using var log = new MetricLog([new NamedSink("broken", broken)]);
        log.Log(new LossMetrics(1, 1));
        log.Flush();

        Assert.Equal("broken: closed, 1 records lost: disk full", Assert.Single(log.Failures).ToString());
    }

    [Fact]
    public void AFailingOutputIsReportedOnceAndTheOthersGoOn()
    {
        List<string> reports = [];
        int calls = 0;
        var broken = new TestSink { OnWrite = () => throw new InvalidDataException($"disk full {calls++}") };
        var sink = new TestSink();
        using (var log = new MetricLog(
            [new NamedSink("broken", broken), new NamedSink("fine", sink)],
            new MetricLogOptions { OnSinkFailed = failure => reports.Add($"{failure.Name}: {failure.Reason.Message}") }))
        {
            for (int i = 0; i < 10; i++)
            {
                log.Log(new LossMetrics(i, i));
            }

            log.Flush();
            Assert.Equal(["broken: disk full 0"], log.Failures.Select(failure => $"{failure.Name}: {failure.Reason.Message}"));
        }

        Assert.Equal(["broken: disk full 0"], reports);
        Assert.Equal(1, calls);
        Assert.Equal(10, sink.Entries.Count);
        Assert.Equal((1, 1), (broken.Disposals, sink.Disposals));
        Assert.Equal(0, broken.Flushes);
    }

    [Fact]
    public void AnOutputMayFailAtFlushOrAtItsEndAndTheListenerMayFailToo()
    {
        var atFlush = new TestSink { OnFlush = () => throw new InvalidDataException("flush") };
        var atEnd = new TestSink { OnDispose = () => throw new IOException("end") };
        var sink = new TestSink();
        var log = new MetricLog(
            [new NamedSink("a", atFlush), new NamedSink("b", atEnd), new NamedSink("c", sink)],
            new MetricLogOptions { OnSinkFailed = _ => throw new InvalidOperationException("listener") });
        log.Log(new LossMetrics(1, 1));
        log.Flush();
        log.Log(new LossMetrics(2, 1));
        log.Dispose();

        Assert.Equal([("a", "flush"), ("b", "end")], log.Failures.Select(failure => (failure.Name, failure.Reason.Message)));
        Assert.Equal((1, 2, 2), (atFlush.Entries.Count, atEnd.Entries.Count, sink.Entries.Count));
        Assert.Equal((1, 1, 1), (atFlush.Disposals, atEnd.Disposals, sink.Disposals));
    }

    [Fact]
    public void WhereEveryOutputFailedTrainingGoesOnWithoutWaiting()
    {
        var broken = new TestSink { OnWrite = () => throw new FileNotFoundException("gone") };
        using var log = new MetricLog([new NamedSink("broken", broken)], new MetricLogOptions { RingBytes = 512 });
        for (int i = 0; i < 1000; i++)
        {
            log.Log(new LossMetrics(i, i));
        }

        log.Flush();
        Assert.Equal((1000, 0), (log.NextSequence, log.Dropped));
    }

    [Fact]
    public void ClosingWritesWhatIsLeftAndTwiceIsOnce()
    {
        var sink = new TestSink();
        var log = new MetricLog([new NamedSink("test", sink)]);
        for (int i = 0; i < 1000; i++)
        {
            log.Log(new LossMetrics(i, i));
        }

        log.Dispose();
        log.Dispose();
        log.Flush();

        Assert.Equal((1000, 1000, 1), (sink.Entries.Count, sink.FlushedEntries, sink.Disposals));
        Assert.Throws<ObjectDisposedException>(() => log.Log(new LossMetrics(0, 0)));
        Assert.Throws<ObjectDisposedException>(() => log.LogText("a/b", new string('x', 8 << 20), 0));
    }

    [Fact]
    public void ClosingDoesNotWaitLongerThanItsBoundForAnOutputThatHangs()
    {
        using var gate = new ManualResetEventSlim();
        List<string> reports = [];
        var hanging = new TestSink { OnWrite = gate.Wait };
        var log = new MetricLog([new NamedSink("hanging", hanging)], new MetricLogOptions
        {
            CloseTimeout = TimeSpan.FromMilliseconds(20),
            OnSinkFailed = failure => reports.Add(failure.Name),
        });
        log.Log(new LossMetrics(1, 1));
        log.Dispose();

        SinkFailure failure = Assert.Single(log.Failures);
        Assert.Equal(("hanging", SinkOutcome.Closed), (failure.Name, failure.Outcome));
        Assert.IsType<TimeoutException>(failure.Reason);
        Assert.Equal(["hanging"], reports);
        gate.Set();
    }

    [Fact]
    public void OutputsAreCalledOnOneThreadThatIsNotTheOneThatLogs()
    {
        HashSet<int> threads = [];
        void Note() => threads.Add(Environment.CurrentManagedThreadId);
        var sink = new TestSink { OnWrite = Note, OnFlush = Note, OnDispose = Note, OnSave = Note };
        using (var log = new MetricLog([new NamedSink("test", sink)]))
        {
            log.Log(new LossMetrics(1, 1));
            Hamlet.State.StateTree.Save(log);
        }

        Assert.NotEqual(Environment.CurrentManagedThreadId, Assert.Single(threads));
    }

    [Fact]
    public void ALogWithoutOutputsDoesNothing()
    {
        using var log = new MetricLog([]);
        log.SetEpisode(99, 1);
        log.Log(new LossMetrics(1, 1));
        log.LogText("a/b", "text", 1);
        log.Flush();
        MetricLog.None.Dispose();
        MetricLog.None.Log(new LossMetrics(1, 1));

        Assert.Equal((0, 0), (log.NextSequence, MetricLog.None.NextSequence));
    }

    [Fact]
    public void TwoOutputsOfOneNameAreRefused() => Assert.Throws<ArgumentException>(
        () => new MetricLog([new NamedSink("csv", new TestSink()), new NamedSink("csv", new TestSink())]));
}
