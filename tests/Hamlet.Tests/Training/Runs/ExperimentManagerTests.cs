using Hamlet.Tests.Outputs.Support;
using Hamlet.Training.Runs;

namespace Hamlet.Tests.Training.Runs;

/// <summary>The runs below a directory, by themselves: listed, described and found without a training.</summary>
public sealed class ExperimentManagerTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly FixedTime _time = new(100);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void WhereThereIsNothingThereAreNoRuns() => Assert.Empty(new ExperimentManager(_directory.File("none")).List());

    [Theory]
    [InlineData(RunStatus.Completed, RunState.Completed)]
    [InlineData(RunStatus.Interrupted, RunState.Interrupted)]
    [InlineData(RunStatus.Failed, RunState.Failed)]
    [InlineData(RunStatus.Running, RunState.Died)]
    public void ARunStandsAsItSaysUnlessItsProcessIsGone(RunStatus status, RunState state)
    {
        string run = Write("town", Infos.Of("1", status) with { Reason = "because", EndedAt = DateTimeOffset.UnixEpoch.AddSeconds(7) });
        RunSummary summary = Manager().Describe(run);
        Assert.Equal((state, "because", TimeSpan.FromSeconds(7)), (summary.State, summary.Reason, summary.Duration));
    }

    [Fact]
    public void ARunOfThisProcessIsAtWorkSinceItBegan()
    {
        string run = Write("town", RunProcess.Claim(Infos.Of("1", RunStatus.Running), _time));
        RunSummary summary = Manager().Describe(run);
        Assert.Equal((RunState.Running, TimeSpan.FromSeconds(100)), (summary.State, summary.Duration));
    }

    [Fact]
    public void TheNewestIsFirstAndADamagedOneIsListed()
    {
        Write("town", Infos.Of("2", RunStatus.Completed));
        Write("town", Infos.Of("3", RunStatus.Completed));
        Write("pole", Infos.Of("1", RunStatus.Completed) with { Experiment = "pole" });
        string damaged = Write("pole", Infos.Of("4", RunStatus.Completed));
        File.WriteAllText(Path.Combine(damaged, "run.json"), "{ \"experiment\": ");

        IReadOnlyList<RunSummary> runs = Manager().List();
        Assert.Equal(["4", "3", "2", "1"], runs.Select(static r => r.Id));
        Assert.Equal(RunState.Damaged, runs[0].State);
        Assert.Contains("run.json' is damaged", runs[0].Reason, StringComparison.Ordinal);
        Assert.Equal("pole", runs[0].Experiment);
        Assert.Equal(["3", "2"], Manager().List("town").Select(static r => r.Id));
    }

    /// <summary>What a run was stopped for before it went on is no part of its duration.</summary>
    [Fact]
    public void ARunLastsAsLongAsItWasAtWork()
    {
        string run = Write("town", Infos.Of("1", RunStatus.Completed) with { Seconds = 3, EndedAt = DateTimeOffset.UnixEpoch.AddSeconds(700) });

        Assert.Equal(TimeSpan.FromSeconds(3), Manager().Describe(run).Duration);
    }

    [Fact]
    public void WhatMlflowKeepsOfARunIsNoRun()
    {
        string copy = Write("mlruns/1", Infos.Of("artifacts", RunStatus.Completed));
        File.Delete(Path.Combine(copy, "run.json"));
        File.WriteAllText(Path.Combine(copy, "config.yaml"), "");
        Assert.Single(Manager().List());

        File.WriteAllText(Path.Combine(copy, "..", "meta.yaml"), "");
        Assert.Empty(Manager().List());
    }

    /// <summary>As a sweep has them, and as seen from one level higher; a link to what is above does not keep the search going.</summary>
    [Fact]
    public void RunsAreFoundHoweverDeepTheyAre()
    {
        string deep = Write("sweeps/lr/town", Infos.Of("2", RunStatus.Completed));
        string flat = Write("town", Infos.Of("1", RunStatus.Completed));
        Write("town/1/copy", Infos.Of("3", RunStatus.Completed)); // What is in a run is its own.
        Directory.CreateSymbolicLink(_directory.File("sweeps/lr/above"), _directory.Path);

        Assert.Equal([deep, flat], Manager().List().Select(static r => r.Path));
        Assert.Equal(deep, Manager().Find("2"));
    }

    [Fact]
    public void ARunWithoutAWordOfItselfIsDamaged()
    {
        string run = _directory.File("town/5");
        Directory.CreateDirectory(run);
        File.WriteAllText(Path.Combine(run, "config.yaml"), "");
        Assert.Equal((RunState.Damaged, "'run.json' is missing"), (Manager().Describe(run).State, Manager().Describe(run).Reason));
    }

    [Fact]
    public void AReturnIsTheMeanOverTheAgentsAndOfARunUnderWayItsOwn()
    {
        RunInfo info = Infos.Of("1", RunStatus.Running) with { LastReturn = 5, BestReturn = 6 };
        Assert.Equal((5, 6), (Manager().Describe(Write("town", info)).LastReturn, Manager().Describe(Write("town", info)).BestReturn));
        info = info with
        {
            Agents =
            [
                new AgentInfo { AgentId = "a", LastReturn = 1, BestReturn = 10 },
                new AgentInfo { AgentId = "b", LastReturn = 2, BestReturn = 20 },
            ],
        };
        Assert.Equal((1.5, 15), (Manager().Describe(Write("town", info)).LastReturn, Manager().Describe(Write("town", info)).BestReturn));
    }

    [Fact]
    public void ARunIsFoundByItsPathAndByItsIdentifierAndAMistypedOneIsHelped()
    {
        string run = Write("town", Infos.Of("20260101-000000-abcdef", RunStatus.Completed));
        Assert.Equal(run, Manager().Find(run + "/"));
        Assert.Equal(run, Manager().Find("20260101-000000-abcdef"));

        var mistyped = Assert.Throws<DirectoryNotFoundException>(() => Manager().Find("20260101-000000-abcdeg"));
        Assert.Equal("there is no run '20260101-000000-abcdeg', did you mean '20260101-000000-abcdef'?", mistyped.Message);
        var above = Assert.Throws<DirectoryNotFoundException>(() => Manager().Find(_directory.File("town")));
        Assert.EndsWith($"is no run but has some in it, such as '{run}'", above.Message, StringComparison.Ordinal);
    }

    /// <summary>What was there stands, and nothing stays behind.</summary>
    [Fact]
    public void AFileThatCannotBeReplacedStands()
    {
        string run = Write("town", Infos.Of("1", RunStatus.Completed));
        string path = Path.Combine(run, "run.json");
        string before = File.ReadAllText(path);
        Directory.CreateDirectory(path + ".tmp"); // Nobody can write there.
        Assert.ThrowsAny<Exception>(() => new RunInfoFile(path).Write(Infos.Of("1", RunStatus.Failed)));
        Assert.Equal(before, File.ReadAllText(path));
    }

    private ExperimentManager Manager() => new(_directory.Path, _time);

    private string Write(string experiment, RunInfo info)
    {
        string run = _directory.File(Path.Combine(experiment, info.RunId));
        Directory.CreateDirectory(run);
        new RunInfoFile(Path.Combine(run, "run.json")).Write(info);
        return run;
    }
}
