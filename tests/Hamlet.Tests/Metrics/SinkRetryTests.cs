using Hamlet.Metrics;

namespace Hamlet.Tests.Metrics;

/// <summary>The rule for outputs whose failure may pass. A clock that the test moves says when they are tried again.</summary>
public sealed class SinkRetryTests
{
    private readonly ManualTime _time = new();
    private readonly List<SinkFailure> _told = [];
    private Exception? _fault;

    [Fact]
    public void WhatAnOutputCouldNotTakeIsWrittenInOrderWhenItWorksAgain()
    {
        var sink = new TestSink { OnWrite = Fault };
        var fine = new TestSink();
        using MetricLog log = Open(new SinkRetryOptions(), ("flaky", sink), ("fine", fine));
        log.Log(new LossMetrics(0, 0));
        log.Flush();
        _fault = new IOException("disk full");
        LogSteps(log, 1, 5);
        log.Flush();
        Assert.Equal(SinkOutcome.Retrying, Assert.Single(log.Failures).Outcome);
        Assert.Equal((1, 5), (sink.Entries.Count, fine.Entries.Count));

        _fault = null;
        PassTime(log, TimeSpan.FromMilliseconds(100));
        LogSteps(log, 5, 7);
        log.Flush();

        Assert.Equal([0, 1, 2, 3, 4, 5, 6], sink.Entries.Select(entry => entry.Sequence));
        Assert.Equal(fine.Entries, sink.Entries);
        Assert.Equal("flaky: recovered, no record lost: disk full", Assert.Single(log.Failures).ToString());
        Assert.Equal(["flaky: tried again: disk full"], _told.Select(failure => failure.ToString()));
    }

    [Fact]
    public void TheDelayDoublesUpToItsBoundAndTheAttemptsAreCounted()
    {
        int calls = 0;
        var sink = new TestSink
        {
            OnWrite = () => calls++,
            OnFlush = Fault,
        };
        var rule = new SinkRetryOptions { Attempts = 3, FirstDelay = TimeSpan.FromSeconds(1), LongestDelay = TimeSpan.FromSeconds(3) };
        using MetricLog log = Open(rule, ("flaky", sink));
        log.Log(new LossMetrics(0, 0));
        _fault = new IOException("busy");
        log.Flush();
        var outcomes = new List<SinkOutcome>();
        foreach (double seconds in (double[])[0.9, 0.2, 1.8, 0.3, 2.9])
        {
            PassTime(log, TimeSpan.FromSeconds(seconds));
            outcomes.Add(Assert.Single(log.Failures).Outcome);
        }

        // Tried at 1.1 s, 3.2 s (2 s later); the third waits 3 s and not 4.
        Assert.All(outcomes, outcome => Assert.Equal(SinkOutcome.Retrying, outcome));
        LogSteps(log, 1, 4);
        PassTime(log, TimeSpan.FromSeconds(0.2));
        Assert.Equal("flaky: closed, 3 records lost: busy", Assert.Single(log.Failures).ToString());
        Assert.Equal((1, 1), (calls, _told.Count));
    }

    [Fact]
    public void WhatIsKeptIsBoundedAndWhatComesAfterItIsCounted()
    {
        var sink = new TestSink { OnWrite = Fault };
        using MetricLog log = Open(new SinkRetryOptions { KeptBytes = 1000 }, ("flaky", sink));
        _fault = new IOException("disk full");
        LogSteps(log, 0, 100);
        log.Flush();
        _fault = null;
        PassTime(log, TimeSpan.FromSeconds(1));
        LogSteps(log, 100, 101);
        log.Flush();

        int kept = sink.Entries.Count - 1;
        Assert.InRange(kept, 1, 99);
        Assert.Equal([.. Enumerable.Range(0, kept).Select(i => (long)i), 100], sink.Entries.Select(entry => entry.Sequence));
        Assert.Equal(
            $"flaky: recovered after {100 - kept} lost records: disk full", Assert.Single(log.Failures).ToString());
    }

    [Fact]
    public void AnErrorThatDoesNotPassClosesAtOnceAndCountsWhatComes()
    {
        var sink = new TestSink { OnWrite = Fault };
        using MetricLog log = Open(new SinkRetryOptions(), ("flaky", sink));
        _fault = new DirectoryNotFoundException("gone");
        LogSteps(log, 0, 10);
        log.Flush();
        _fault = null;
        PassTime(log, TimeSpan.FromDays(1));

        Assert.Equal("flaky: closed, 10 records lost: gone", Assert.Single(log.Failures).ToString());
        Assert.Empty(sink.Entries);
    }

    [Fact]
    public void ClosingTriesOnceMoreWhateverTheClockSays()
    {
        var sink = new TestSink { OnWrite = Fault };
        MetricLog log = Open(new SinkRetryOptions(), ("flaky", sink));
        _fault = new IOException("locked");
        LogSteps(log, 0, 10);
        log.Flush();
        _fault = null;
        log.Dispose();

        Assert.Equal((10, 10, 1), (sink.Entries.Count, sink.FlushedEntries, sink.Disposals));
        Assert.Equal((SinkOutcome.Recovered, 0), (log.Failures[0].Outcome, log.Failures[0].Lost));
    }

    [Fact]
    public void ClosingGivesUpWithinItsBoundAndSaysWhatIsLost()
    {
        var sink = new TestSink { OnWrite = Fault };
        var options = new MetricLogOptions { Time = _time, CloseTimeout = TimeSpan.FromSeconds(1) };
        var log = new MetricLog([new NamedSink("flaky", sink)], options);
        _fault = new IOException("disk full");
        LogSteps(log, 0, 10);
        log.Dispose();

        Assert.Equal("flaky: closed, 10 records lost: disk full", Assert.Single(log.Failures).ToString());
        Assert.Equal(1, sink.Disposals);
    }

    private void Fault()
    {
        if (_fault is not null)
        {
            throw _fault;
        }
    }

    private static void LogSteps(MetricLog log, int first, int end)
    {
        for (int step = first; step < end; step++)
        {
            log.Log(new LossMetrics(step, step));
        }
    }

    /// <summary>Moves the clock, and lets the writer thread look at it: what a flush waits for comes after one look at least.</summary>
    private void PassTime(MetricLog log, TimeSpan time)
    {
        log.Flush();
        _time.Advance(time);
        log.Flush();
        log.Flush();
    }

    private MetricLog Open(SinkRetryOptions rule, params ReadOnlySpan<(string Name, TestSink Sink)> sinks)
    {
        var named = new List<NamedSink>();
        foreach ((string name, TestSink sink) in sinks)
        {
            named.Add(new NamedSink(name, sink));
        }

        return new MetricLog(named, new MetricLogOptions
        {
            Time = _time,
            FlushInterval = TimeSpan.FromDays(10),
            CloseTimeout = TimeSpan.FromMilliseconds(200),
            Retries = rule,
            OnSinkFailed = _told.Add,
        });
    }
}
