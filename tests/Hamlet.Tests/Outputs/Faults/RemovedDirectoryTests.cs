using Hamlet.Metrics;
using Hamlet.Tests.Metrics;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Outputs.Faults;

/// <summary>A run directory that somebody deletes during the run.</summary>
public sealed class RemovedDirectoryTests
{
    [Fact]
    public void OutputsWhoseFilesAreGoneAreClosedAndSaySoAndTheOthersGoOn()
    {
        using var directory = new TempDirectory();
        var fine = new TestSink();
        var log = new MetricLog(
        [
            new NamedSink("tensorboard", directory.TensorBoard()), new NamedSink("database", directory.Sqlite()), new NamedSink("fine", fine),
        ]);
        log.Log(new LossMetrics(0, 0));
        log.Flush();
        Directory.Delete(directory.Path, recursive: true);
        try
        {
            log.Log(new LossMetrics(1, 1));
            log.Flush();
            Assert.Equal(
                [("tensorboard", SinkOutcome.Closed), ("database", SinkOutcome.Closed)],
                log.Failures.Select(failure => (failure.Name, failure.Outcome)));
            log.Log(new LossMetrics(2, 2));
            log.Dispose();
        }
        finally
        {
            Directory.CreateDirectory(directory.Path);
        }

        Assert.Equal((3, 3), (fine.Entries.Count, fine.FlushedEntries));
        Assert.All(log.Failures, failure => Assert.Contains(directory.Path, failure.Reason.Message, StringComparison.Ordinal));
    }
}
