using Hamlet.Threads;

namespace Hamlet.Tests.Threads;

public sealed class WorkerPoolTests
{
    [Theory]
    [InlineData(1, 5, 1)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(2, 5, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(3, 100, 7)]
    [InlineData(4, 1000, 16)]
    public void EachRowIsDoneOnceInEveryRound(int threads, int rows, int grain)
    {
        using var pool = new WorkerPool(threads);
        var work = new Marks(rows, threads);
        for (int round = 1; round <= 2000; round++)
        {
            pool.Run(work, rows, grain);
            Assert.All(work.Counts, count => Assert.Equal(round, count));
        }
    }

    [Fact]
    public void WorksOfDifferentSizesFollowOneAnother()
    {
        // Who comes late for one must not take rows of the next by the measures of the first.
        using var pool = new WorkerPool(3);
        Marks[] works = [new Marks(1000, 3), new Marks(3, 3), new Marks(50, 3)];
        int[] grains = [1, 2, 9];
        for (int round = 0; round < 9000; round++)
        {
            pool.Run(works[round % 3], works[round % 3].Counts.Length, grains[round % 3], most: 1 + (round % 4));
        }

        Assert.All(works, static work => Assert.All(work.Counts, static count => Assert.Equal(3000, count)));
    }

    [Fact]
    public void AThreadThatIsReadyTakesOverWhatNobodyHasBegun()
    {
        // The first row ends only when all others are done: with a share of its own for each thread that would be never.
        using var pool = new WorkerPool(2);
        using var others = new CountdownEvent(5);
        pool.Run(
            new Doing((_, row) =>
            {
                if (row == 0)
                {
                    Assert.True(others.Wait(TimeSpan.FromMinutes(1)));
                }
                else
                {
                    others.Signal();
                }
            }),
            6);

        Assert.True(others.IsSet);
    }

    [Fact]
    public void NoMoreThreadsTakePartThanAreWorthIt()
    {
        using var pool = new WorkerPool(4);
        for (int i = 0; i < 200; i++)
        {
            pool.Run(new Doing(static (thread, _) => Assert.InRange(thread, 0, 1)), 100, 1, most: 2);
        }
    }

    [Fact]
    public void WhoAsksWithinAWorkOrBesideItDoesItsOwnAlone()
    {
        using var pool = new WorkerPool(3);
        var inner = new int[40];
        pool.Run(
            new Doing((_, row) =>
            {
                int here = Environment.CurrentManagedThreadId;
                pool.Run(
                    new Doing((thread, column) =>
                    {
                        Assert.Equal(0, thread);
                        Assert.Equal(here, Environment.CurrentManagedThreadId);
                        Interlocked.Increment(ref inner[column]);
                    }),
                    40);
            }),
            6);

        Assert.All(inner, static count => Assert.Equal(6, count));
    }

    [Fact]
    public void TheFailureOfTheFirstPartIsThrownWhenAllAreDoneAndThePoolGoesOn()
    {
        using var pool = new WorkerPool(3);
        var work = new Marks(9, 3) { FailsFrom = 2 };

        Assert.Equal("row 2", Assert.Throws<InvalidOperationException>(() => pool.Run(work, 9)).Message);
        Assert.All(work.Counts, static count => Assert.Equal(1, count));

        work.FailsFrom = 9;
        pool.Run(work, 9);
        Assert.All(work.Counts, static count => Assert.Equal(2, count));
    }

    [Fact]
    public void WhoWaitsLongForOthersThatShouldBeDoneGoesOnAlone()
    {
        using var pool = new WorkerPool(2);
        int alone = 0;
        using var both = new ManualResetEventSlim();
        var slow = new Doing((thread, row) =>
        {
            // The worker takes its row for certain, and then loses its processor.
            if (thread == 1)
            {
                both.Set();
                Thread.Sleep(500);
            }
            else if (row == 0)
            {
                both.Wait(TimeSpan.FromMinutes(1));
            }
        });
        pool.Run(slow, 2, isEven: true);
        int round = pool.Round;
        for (int i = 0; i < 8; i++)
        {
            pool.Run(new Doing((_, _) => alone++), 2, isEven: true);
        }

        Assert.Equal(16, alone);
        Assert.Equal(round, pool.Round);

        // Then it is tried again; what is not even is always shared.
        pool.Run(new Doing(static (_, _) => { }), 2, isEven: true);
        Assert.Equal(round + 1, pool.Round);
        pool.Run(new Doing(static (_, _) => { }), 2);
        Assert.Equal(round + 2, pool.Round);
    }

    [Fact]
    public void ThreadsThatHaveGoneToSleepAreWoken()
    {
        using var pool = new WorkerPool(2);
        for (int i = 1; i <= 5; i++)
        {
            Thread.Sleep(20);

            // Each row waits for the other: two threads must have come.
            using var both = new CountdownEvent(2);
            pool.Run(
                new Doing((_, _) =>
                {
                    both.Signal();
                    Assert.True(both.Wait(TimeSpan.FromMinutes(1)));
                }),
                2);
        }
    }

    [Fact]
    public void AskingAllocatesNothing()
    {
        using var pool = new WorkerPool(2);
        var work = new Marks(64, 2);
        pool.Run(work, 64);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            pool.Run(work, 64);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, SharedAllocation.Most);
    }

    private sealed class Marks(int rows, int threads) : IRowWork
    {
        public int[] Counts { get; } = new int[rows];

        public int FailsFrom { get; set; } = rows;

        public void Run(int thread, int first, int count)
        {
            for (int row = first; row < first + count; row++)
            {
                Counts[row] += thread < threads ? 1 : -1000;
            }

            if (first >= FailsFrom)
            {
                throw new InvalidOperationException($"row {first}");
            }
        }
    }

    private sealed class Doing(Action<int, int> what) : IRowWork
    {
        public void Run(int thread, int first, int count)
        {
            for (int row = first; row < first + count; row++)
            {
                what(thread, row);
            }
        }
    }
}
