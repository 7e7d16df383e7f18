using Hamlet.Tests.Threads;
using Hamlet.Training.Threads;

namespace Hamlet.Tests.Training.Threads;

public sealed class UnitWorkTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 1)]
    [InlineData(2, 5)]
    [InlineData(3, 2)]
    [InlineData(3, 0)]
    [InlineData(null, 40)]
    public void EachUnitIsDoneOnceInEveryRound(int? threads, int units)
    {
        using var workers = new TrainingThreads(threads, TimeSpan.Zero);
        int[] counts = new int[units];
        var work = new UnitWork<int>(Enumerable.Range(0, units).Select(static i => new[] { i }), workers, i => counts[i]++);
        for (int round = 1; round <= 500; round++)
        {
            work.Run();
            Assert.All(counts, count => Assert.Equal(round, count));
        }
    }

    [Fact]
    public void ThoseOfAUnitDoItOneAfterTheOther()
    {
        using var workers = new TrainingThreads(3, TimeSpan.Zero);
        var done = new List<int>();
        int others = 0;
        var work = new UnitWork<int>(
            [[0, 1, 2, 3], [4], [5]], workers, i =>
            {
                if (i < 4)
                {
                    done.Add(i);
                }
                else
                {
                    Interlocked.Increment(ref others);
                }
            });
        for (int round = 0; round < 200; round++)
        {
            work.Run();
        }

        Assert.Equal(Enumerable.Range(0, 800).Select(static i => i % 4), done);
        Assert.Equal(400, others);
    }

    [Fact]
    public void AThreadThatIsReadyTakesOverWhatNobodyHasBegun()
    {
        // The first unit ends only when all others are done: with a share of its own for each thread that would be never.
        using var workers = new TrainingThreads(2, TimeSpan.Zero);
        using var others = new CountdownEvent(5);
        var work = new UnitWork<int>(Enumerable.Range(0, 6).Select(static i => new[] { i }), workers, i =>
        {
            if (i == 0)
            {
                Assert.True(others.Wait(TimeSpan.FromMinutes(1)));
            }
            else
            {
                others.Signal();
            }
        });
        work.Run();

        Assert.True(others.IsSet);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void TheFailureOfTheFirstUnitIsThrownHoweverManyThreadsThereAre(int threads)
    {
        using var workers = new TrainingThreads(threads, TimeSpan.Zero);
        var work = new UnitWork<int>(
            Enumerable.Range(0, 9).Select(static i => new[] { i }),
            workers,
            static i =>
            {
                if (i >= 2)
                {
                    throw new InvalidOperationException($"unit {i}");
                }
            });

        Assert.Equal("unit 2", Assert.Throws<InvalidOperationException>(work.Run).Message);
    }

    [Fact]
    public void RunningAllocatesNothing()
    {
        using var workers = new TrainingThreads(2, TimeSpan.Zero);
        long[] sums = new long[7];
        var work = new UnitWork<int>(Enumerable.Range(0, 7).Select(static i => new[] { i }), workers, i => sums[i] += i);
        work.Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            work.Run();
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, SharedAllocation.Most);
        Assert.Equal(6006, sums[6]);
    }
}
