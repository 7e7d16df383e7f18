using Hamlet.Metrics;
using Hamlet.Outputs.Sqlite;
using Hamlet.Tests.Metrics;
using Hamlet.Tests.Outputs.Support;
using Microsoft.Data.Sqlite;

namespace Hamlet.Tests.Outputs.Faults;

/// <summary>A database that another connection has locked.</summary>
public sealed class LockedDatabaseTests
{
    [Fact]
    public void ADatabaseLockedForTenSecondsHasEveryRowAfterwardsAndTheOthersDoNotWait()
    {
        using var directory = new TempDirectory();
        var fine = new TestSink();
        var log = new MetricLog([new NamedSink("database", directory.Sqlite()), new NamedSink("fine", fine)]);
        log.Log(new LossMetrics(0, 0));
        log.Flush();
        using (var other = new SqliteConnection($"Data Source={directory.File(SqliteSink.FileName)};Pooling=False"))
        {
            other.Open();
            using SqliteTransaction held = other.BeginTransaction();
            for (int second = 0; second < 10; second++)
            {
                // More than the ring holds: a writer that waited for the lock would make this thread wait for it, and the flush too.
                for (int i = 0; i < 6_000; i++)
                {
                    log.Log(new LossMetrics(1 + (6_000 * second) + i, i));
                }

                log.Flush();
                Assert.Equal(1 + (6_000 * (second + 1)), fine.Entries.Count);
                Thread.Sleep(1_000);
            }

            Assert.Equal([0L], directory.Column<long>("SELECT step FROM loss"));
        }

        log.Dispose();

        Assert.Equal(60_001, log.NextSequence);
        Assert.Equal((SinkOutcome.Recovered, 0), (Assert.Single(log.Failures).Outcome, log.Failures[0].Lost));
        Assert.Equal(Enumerable.Range(0, 60_001).Select(step => (long)step), directory.Column<long>("SELECT step FROM loss ORDER BY step"));
    }
}
