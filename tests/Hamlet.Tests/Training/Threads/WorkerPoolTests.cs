using Hamlet.Training.Threads;

namespace Hamlet.Tests.Training.Threads;

public sealed class WorkerPoolTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 5)]
    [InlineData(3, 2)]
    [InlineData(4, 1000)]
    public void EachRowIsDoneOnceAndAlwaysByTheSameThread(int threads, int rows)
    {
        using var pool = new WorkerPool(threads);
        var work = new Marks(rows);
        pool.Run(work, rows);
        int[] first = [.. work.Threads];
        for (int i = 2; i <= 500; i++)
        {
            pool.Run(work, rows);
            Assert.All(work.Counts, count => Assert.Equal(i, count));
        }

        Assert.Equal(first, work.Threads);
        Assert.Equal(Math.Min(threads, rows), first.Distinct().Count());
    }

    [Fact]
    public void TheFailureOfTheFirstSliceIsThrownWhenAllAreDoneAndThePoolGoesOn()
    {
        using var pool = new WorkerPool(3);
        var work = new Marks(9) { Fails = true };

        Assert.Equal("row 0", Assert.Throws<InvalidOperationException>(() => pool.Run(work, 9)).Message);
        Assert.All(work.Counts, static count => Assert.Equal(1, count));

        work.Fails = false;
        pool.Run(work, 9);
        Assert.All(work.Counts, static count => Assert.Equal(2, count));
    }

    [Fact]
    public void ThreadsThatHaveGoneToSleepAreWoken()
    {
        using var pool = new WorkerPool(2);
        var work = new Marks(2);
        for (int i = 1; i <= 5; i++)
        {
            Thread.Sleep(20);
            pool.Run(work, 2);
            Assert.Equal([i, i], work.Counts);
        }
    }

    [Fact]
    public void AskingAllocatesNothing()
    {
        using var pool = new WorkerPool(2);
        var work = new Marks(64);
        pool.Run(work, 64);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            pool.Run(work, 64);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private sealed class Marks(int rows) : IRowWork
    {
        public int[] Counts { get; } = new int[rows];

        public int[] Threads { get; } = new int[rows];

        public bool Fails { get; set; }

        public void Run(int first, int count)
        {
            for (int row = first; row < first + count; row++)
            {
                Counts[row]++;
                Threads[row] = Environment.CurrentManagedThreadId;
            }

            if (Fails)
            {
                throw new InvalidOperationException($"row {first}");
            }
        }
    }
}
