using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Outputs.Faults;

/// <summary>kill -9 during a burst.</summary>
public sealed class KilledProcessTests
{
    [Fact]
    public void EveryFileOpensAndEveryFlushedRecordIsThere()
    {
        using var directory = new TempDirectory();
        long flushed = BurstProcess.RunAndKill(directory.Path);
        Assert.True(flushed > 0);

        // First as a reader sees it, then as the next process does that writes.
        List<long> rows = directory.Column<long>("SELECT step FROM loss ORDER BY step");
        Assert.Equal(["ok"], directory.Column<string>("PRAGMA integrity_check"));
        directory.Sqlite().Dispose();
        Assert.Equal(rows, directory.Column<long>("SELECT step FROM loss ORDER BY step"));
        AssertWhole(rows, flushed);

        // The reader leaves a torn record at the end out, and fails at one that is damaged.
        AssertWhole(
            [.. directory.EventFiles().SelectMany(EventFileReader.Values).Where(v => v.Value.Tag == "Training/A").Select(v => v.Step)],
            flushed);
    }

    private static void AssertWhole(List<long> steps, long flushed)
    {
        Assert.True(steps.Count >= flushed, $"{steps.Count} of {flushed} flushed records are there");
        Assert.Equal(Enumerable.Range(0, steps.Count).Select(step => (long)step), steps);
    }
}
