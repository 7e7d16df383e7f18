using System.Diagnostics;
using Xunit.Abstractions;

namespace Hamlet.Tests.Mutations;

/// <summary>
/// Runs one attempt after another to read something damaged. Each must end with a result or with an error of the kinds that say what is wrong,
/// and must not allocate more than 256 MB beyond the length of what it reads; in the long form it must also be over within a second.
/// </summary>
internal sealed class Bounded(ITestOutputHelper output, params Type[] errors)
{
    private const long MostBytes = 256L << 20;
    private long _greatest;
    private TimeSpan _longest;
    private int _read;
    private int _refused;

    public void Run(int number, long length, Action read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        try
        {
            read();
            _read++;
        }
        catch (Exception e) when (errors.Any(kind => kind.IsInstanceOfType(e)))
        {
            Assert.False(string.IsNullOrWhiteSpace(e.Message));
            _refused++;
        }
        catch (Exception e)
        {
            Assert.Fail($"mutation {number}: {e}");
        }

        TimeSpan took = Stopwatch.GetElapsedTime(start);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before - length;
        _longest = took > _longest ? took : _longest;
        _greatest = Math.Max(_greatest, bytes);
        Assert.True(bytes < MostBytes, $"mutation {number} allocated {bytes} bytes beyond the file's {length}");
        Assert.True(!Mutation.IsLong || took < TimeSpan.FromSeconds(1), $"mutation {number} took {took}");
    }

    /// <summary>Says what came of it; some must have been refused, or nothing was tried.</summary>
    public void Report()
    {
        output.WriteLine($"{_refused} refused, {_read} read; at most {_greatest / 1e6:F1} MB beyond the file's length, at most {_longest.TotalMilliseconds:F0} ms");
        Assert.True(_refused > 0);
    }
}
