using System.Globalization;
using Hamlet.Metrics;
using Hamlet.Outputs.Sqlite;
using Hamlet.Tests.Metrics;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Outputs.Faults;

/// <summary>A database that another process has locked: for two seconds, or as many as <c>HAMLET_LOCK_SECONDS</c> says.</summary>
public sealed class LockedDatabaseTests
{
    private const int Burst = 6_000;

    [Fact]
    public void ADatabaseLockedByAnotherProcessHasEveryRowAfterwardsAndTheOthersDoNotWait()
    {
        int seconds = int.Parse(Environment.GetEnvironmentVariable("HAMLET_LOCK_SECONDS") ?? "2", CultureInfo.InvariantCulture);
        using var directory = new TempDirectory();
        var fine = new TestSink();
        var log = new MetricLog([new NamedSink("database", directory.Sqlite()), new NamedSink("fine", fine)]);
        log.Log(new LossMetrics(0, 0));
        log.Flush();
        using (new LockProcess(directory.File(SqliteSink.FileName)))
        {
            for (int second = 0; second < seconds; second++)
            {
                // More than the ring holds: a writer that waited for the lock would make this thread wait for it, and the flush too.
                for (int i = 0; i < Burst; i++)
                {
                    log.Log(new LossMetrics(1 + (Burst * second) + i, i));
                }

                log.Flush();
                Assert.Equal(1 + (Burst * (second + 1)), fine.Entries.Count);
                Thread.Sleep(1_000);
            }

            Assert.Equal([0L], directory.Column<long>("SELECT step FROM loss"));
        }

        log.Dispose();

        int all = 1 + (Burst * seconds);
        Assert.Equal(all, log.NextSequence);
        Assert.Equal((SinkOutcome.Recovered, 0), (Assert.Single(log.Failures).Outcome, log.Failures[0].Lost));
        Assert.Equal(Enumerable.Range(0, all).Select(step => (long)step), directory.Column<long>("SELECT step FROM loss ORDER BY step"));
    }
}
