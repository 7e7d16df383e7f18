using Hamlet.Training.Checkpoints;

namespace Hamlet.Tests.Training.Checkpoints;

public sealed class CheckpointManagerTests : IDisposable
{
    private readonly CheckpointSamples _samples = new();

    public void Dispose() => _samples.Dispose();

    [Fact]
    public void WhatIsSavedIsFoundAndLoaded()
    {
        using CheckpointManager manager = _samples.Open();
        _samples.Save(manager, 100, reward: 7);

        CheckpointContent content = manager.Load();

        Assert.Equal(100L, content.State.Values["number"]);
        Assert.Equal(CheckpointSamples.Run.Configuration, content.Run.Configuration);
        Assert.Equal(CheckpointSamples.Run.Id, content.Run.Id);
        Assert.Equal((100, 10, true), (content.Info.Step, content.Info.Episodes, content.Info.HasReplay));
        Assert.Equal(7, content.Info.Metrics["total_reward"]);
        Assert.Equal(
            ["agent_0.policy.safetensors", "config.yaml", "manifest.json", "state.safetensors"],
            Directory.GetFiles(content.Info.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(_samples.Leftovers());
    }

    [Fact]
    public void TheLatestAndTheBestAreKept()
    {
        using CheckpointManager manager = _samples.Open(new CheckpointOptions { Keep = 2, KeepBest = 1 });
        foreach ((long step, double reward) in ((long, double)[])[(1, 3), (2, 9), (3, 5), (4, 4), (5, 1)])
        {
            _samples.Save(manager, step, reward);
        }

        Assert.Equal([2, 4, 5], manager.All.Select(c => c.Step));
        Assert.Equal((5, 2), (manager.Latest!.Step, manager.Best!.Step));
        Assert.Equal(2L, manager.Load("best").State.Values["number"]);
        Assert.Equal(4L, manager.Load("4").State.Values["number"]);
        Assert.Null(manager.Find(3));
        Assert.False(Directory.Exists(CheckpointManager.PathOf(_samples.Path, 3)));
    }

    [Fact]
    public void TheBestMayBeTheSmallestAndThereMayBeSeveral()
    {
        using CheckpointManager manager = _samples.Open(new CheckpointOptions { Keep = 1, KeepBest = 2, Mode = CheckpointMode.Min });
        foreach ((long step, double? reward) in ((long, double?)[])[(1, 3), (2, null), (3, 5), (4, 5), (5, 8)])
        {
            _samples.Save(manager, step, reward);
        }

        Assert.Equal([1, 4, 5], manager.All.Select(c => c.Step));
        Assert.Equal(1, manager.Best!.Step);
    }

    [Fact]
    public void AnotherProcessLearnsFromTheDisk()
    {
        using (CheckpointManager first = _samples.Open())
        {
            _samples.Save(first, 1, reward: 9);
            _samples.Save(first, 2, reward: 3);
        }

        using CheckpointManager second = _samples.Open(new CheckpointOptions { Keep = 1, KeepBest = 1 });
        Assert.Equal((1, 2), (second.Best!.Step, second.Latest!.Step));
        _samples.Save(second, 3, reward: 4);

        Assert.Equal([1, 3], second.All.Select(c => c.Step));
    }

    [Fact]
    public void WhatWasLeftHalfWrittenIsDeleted()
    {
        string left = Path.Combine(_samples.Folder, ".step_7.tmp");
        Directory.CreateDirectory(left);
        File.WriteAllText(Path.Combine(left, "state.safetensors"), "half");

        using CheckpointManager manager = _samples.Open();

        Assert.Empty(manager.All);
        Assert.Empty(manager.Damaged);
        Assert.Empty(_samples.Leftovers());
    }

    [Fact]
    public void OneThatIsThereIsNotWrittenAgain()
    {
        using CheckpointManager manager = _samples.Open();
        _samples.Save(manager, 1, reward: 1);
        _samples.Save(manager, 1, reward: 2);

        Assert.Equal(1, Assert.Single(manager.All).Metrics["total_reward"]);
    }

    [Fact]
    public void LaterOnesGoWhereARunGoesBack()
    {
        using CheckpointManager manager = _samples.Open();
        _samples.Save(manager, 1);
        _samples.Save(manager, 2);
        _samples.Save(manager, 3);

        manager.DeleteAfter(1);

        Assert.Equal([1], manager.All.Select(c => c.Step));
        Assert.Equal(["step_1"], Directory.GetFileSystemEntries(_samples.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void WhatThereIsNotIsSaidWithWhatThereIs()
    {
        using CheckpointManager manager = _samples.Open();
        Assert.Contains("no checkpoint 'latest'", Assert.Throws<CheckpointException>(() => manager.Load()).Message, StringComparison.Ordinal);
        _samples.Save(manager, 5);

        Assert.Contains("There are 5.", Assert.Throws<CheckpointException>(() => manager.Load("6")).Message, StringComparison.Ordinal);
        Assert.Contains("best, latest, or the number", Assert.Throws<CheckpointException>(() => manager.Load("newest")).Message, StringComparison.Ordinal);
        Assert.Throws<CheckpointException>(() => manager.Load("best"));
    }

    [Fact]
    public void AnotherThreadsPartIsWaitedForByTheOneThatWrites()
    {
        using var go = new ManualResetEventSlim();
        using CheckpointManager manager = _samples.Open();
        CheckpointSnapshot snapshot = CheckpointSamples.Snapshot(1);

        manager.Save(snapshot with
        {
            Complete = () =>
            {
                go.Wait();
                snapshot.State.Values["number"] = 77L;
            },
        });
        Assert.True(manager.IsWriting);
        Assert.Null(manager.Latest);
        go.Set();
        manager.Wait();

        Assert.Equal(77L, manager.Load().State.Values["number"]);
    }
}
