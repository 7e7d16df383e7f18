using Hamlet.Training.Checkpoints;

namespace Hamlet.Tests.Training.Checkpoints;

/// <summary>
/// Every single call of a save that touches the disk fails, one after another, once alone and once with all that follow it, as SQLite's
/// tests let them fail.
/// </summary>
public sealed class CheckpointFaultTests
{
    // Two are kept, so that the third save deletes one: deleting is a part of saving.
    private static readonly CheckpointOptions s_options = new() { Keep = 2, KeepBest = 0 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhicheverCallFailsTheCheckpointBeforeIsThereAndNothingIsLeftBehind(bool andAllAfter)
    {
        int calls = CallsOfASave();
        Assert.True(calls > 20, $"only {calls} calls");
        for (int call = 1; call <= calls; call++)
        {
            Fail(call, andAllAfter);
        }
    }

    private static int CallsOfASave()
    {
        using var samples = new CheckpointSamples();
        var files = new FaultyFiles();
        using CheckpointManager manager = samples.Open(s_options, files);
        samples.Save(manager, 1);
        samples.Save(manager, 2);
        files.Calls = 0;
        samples.Save(manager, 3);
        Assert.Equal([2, 3], manager.All.Select(c => c.Step));
        return files.Calls;
    }

    private static void Fail(int call, bool andAllAfter)
    {
        using var samples = new CheckpointSamples();
        var files = new FaultyFiles { AndAllAfter = andAllAfter };
        var failures = new List<Exception>();
        using (CheckpointManager manager = samples.Open(s_options, files, failures.Add))
        {
            samples.Save(manager, 1);
            samples.Save(manager, 2);
            files.Calls = 0;
            files.FailingCall = call;
            samples.Save(manager, 3);

            Assert.NotEmpty(failures);
            Assert.All(failures, e => Assert.IsType<IOException>(e));
            Assert.Contains(manager.Load().State.Values["number"], (object[])[2L, 3L]);
            Assert.Equal(2L, manager.Load("2").State.Values["number"]);

            // The disk is well again: the next save succeeds, and clears away what the failed one could not.
            files.FailingCall = 0;
            samples.Save(manager, 4);
            Assert.Equal(4L, manager.Load().State.Values["number"]);
            Assert.Empty(manager.Damaged);
            Assert.Empty(samples.Leftovers());
        }

        using CheckpointManager next = samples.Open(s_options);
        Assert.Equal(4, next.Latest!.Step);
        Assert.Empty(next.Damaged);
    }
}
