using Hamlet.Metrics;
using Hamlet.Outputs.Sqlite;
using Hamlet.Outputs.TensorBoard;
using Hamlet.Tests.Metrics;
using Hamlet.Tests.Outputs.Support;
using Microsoft.Data.Sqlite;

namespace Hamlet.Tests.Outputs.Faults;

/// <summary>A disk that gets full and is cleared again: a real one where the test may mount it, else outputs that throw what it would.</summary>
public sealed class FullDiskTests
{
    private static readonly SinkRetryOptions s_quick = new()
    {
        Attempts = int.MaxValue,
        FirstDelay = TimeSpan.FromMilliseconds(20),
        LongestDelay = TimeSpan.FromMilliseconds(20),
    };

    [Fact]
    public void WhenThereIsRoomAgainTheOutputsGoOnAndWhatTheyLackIsCounted()
    {
        using var disk = new SmallDisk();
        var fault = new Fault();
        var fine = new TestSink();
        MetricLog log = Open(disk, fault, fine);
        LogSteps(log, 0, 100);
        log.Flush();

        string? ballast = disk.Fill();
        fault.Full = !disk.Mounted;
        LogSteps(log, 100, 5_100);
        log.Flush();
        Assert.Equal(["database", "tensorboard"], log.Failures.Select(failure => failure.Name).Order(StringComparer.Ordinal));
        Assert.All(log.Failures, failure => Assert.Equal(SinkOutcome.Retrying, failure.Outcome));

        fault.Full = false;
        disk.Remove(ballast);
        LogSteps(log, 5_100, 5_200);
        log.Dispose();

        Assert.Equal(5_200, fine.Entries.Count);
        SinkFailure failureOfEvents = log.Failures.Single(failure => failure.Name == "tensorboard");
        Assert.Equal((SinkOutcome.Recovered, 0), (failureOfEvents.Outcome, failureOfEvents.Lost));
        Assert.Equal(
            Enumerable.Range(0, 5_200).Select(step => (long)step),
            disk.Directory.EventFiles().SelectMany(EventFileReader.Values).Where(v => v.Value.Tag == "Training/A").Select(v => v.Step));

        // The database lost the transaction that did not fit, and nothing else; every row that was flushed before is there.
        SinkFailure failureOfRows = log.Failures.Single(failure => failure.Name == "database");
        List<long> steps = disk.Directory.Column<long>("SELECT step FROM loss ORDER BY step");
        Assert.Equal((SinkOutcome.Recovered, 5_200 - steps.Count), (failureOfRows.Outcome, (int)failureOfRows.Lost));
        Assert.Equal(
            Enumerable.Range(0, 100).Concat(Enumerable.Range(5_100, 100)).Select(step => (long)step),
            steps.Where(s => s is < 100 or >= 5_100));
        Assert.Equal(["ok"], disk.Directory.Column<string>("PRAGMA integrity_check"));
    }

    [Fact]
    public void ADiskThatStaysFullClosesItsOutputsAndEveryFileOpens()
    {
        using var disk = new SmallDisk();
        var fault = new Fault();
        var fine = new TestSink();
        MetricLog log = Open(disk, fault, fine);
        LogSteps(log, 0, 100);
        log.Flush();
        string? ballast = disk.Fill();
        fault.Full = !disk.Mounted;
        LogSteps(log, 100, 3_000);
        log.Dispose();
        disk.Remove(ballast);

        Assert.Equal(3_000, fine.Entries.Count);
        Assert.Equal(SinkOutcome.Closed, log.Failures.Single(failure => failure.Name == "tensorboard").Outcome);

        // The database may have found room in its own log when the transaction that did not fit was gone; what it lacks is counted.
        List<long> steps = disk.Directory.Column<long>("SELECT step FROM loss ORDER BY step");
        Assert.Equal(3_000 - steps.Count, log.Failures.Single(failure => failure.Name == "database").Lost);
        Assert.Equal(Enumerable.Range(0, 100).Select(step => (long)step), steps.Take(100));
        Assert.Equal(["ok"], disk.Directory.Column<string>("PRAGMA integrity_check"));
        List<long> curve =
            [.. disk.Directory.EventFiles().SelectMany(EventFileReader.Values).Where(v => v.Value.Tag == "Training/A").Select(v => v.Step)];
        Assert.Equal(Enumerable.Range(0, 100).Select(step => (long)step), curve.Take(100));
    }

    private static void LogSteps(MetricLog log, int first, int end)
    {
        for (int step = first; step < end; step++)
        {
            log.Log(new LossMetrics(step, step));
        }
    }

    private static MetricLog Open(SmallDisk disk, Fault fault, TestSink fine)
    {
        var events = new FaultySink(
            new TensorBoardSink(new TensorBoardOptions(), disk.Context), fault, static () => new IOException("No space left on device"));
        var database = new FaultySink(
            new SqliteSink(new SqliteOptions(), disk.Context), fault, static () => new SqliteException("database or disk is full", 13));
        NamedSink[] sinks = [new("tensorboard", events), new("database", database), new("fine", fine)];
        return new MetricLog(sinks, new MetricLogOptions { Retries = s_quick, CloseTimeout = TimeSpan.FromSeconds(4) });
    }
}
