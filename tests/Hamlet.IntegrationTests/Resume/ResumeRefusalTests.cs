using System.Security.Cryptography;
using Hamlet.IntegrationTests.Support;
using Hamlet.Training.Runs;

namespace Hamlet.IntegrationTests.Resume;

/// <summary>What a run cannot go on with leaves it as it is.</summary>
public sealed class ResumeRefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("agents.0.network.hidden=[3]", "does not fit: algorithm 'dqn' of agent 'agent_0': 'learner_0/algorithm/online/trunk.0.weight' has")]
    [InlineData("environment.type=acrobot", "does not fit")]
    [InlineData("environment.type=acrobat", "there is no environment 'acrobat', did you mean 'acrobot'?")]
    [InlineData("agents.0.gradient_steps=0", "--set agents.0.gradient_steps=0: error: 'gradient_steps' is 0, so nothing would be learned")]
    [InlineData("experiment.seed=4", "experiment.seed=4 changes nothing any more")]
    [InlineData("training.total_steps=100", "lies behind the checkpoint of step 2700: choose more, or an earlier one with --checkpoint")]
    public async Task AChangeThatTheCheckpointDoesNotFitChangesNothing(string change, string reason)
    {
        string run = await TrainAsync();
        Dictionary<string, string> before = Content(run);

        CommandResult result = await CommandLine.RunAsync("resume", run, "--set", change);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.Equal(before, Content(run));
        Assert.Equal(0, (await CommandLine.RunAsync("resume", run, "--set", "training.total_steps=3000")).ExitCode);
    }

    [Fact]
    public async Task ACheckpointThatThereIsNotIsWrongInput()
    {
        CommandResult result = await CommandLine.RunAsync("resume", await TrainAsync(), "--checkpoint", "3");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("There is no checkpoint '3'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatAnotherProcessIsAtWorkOnIsLeftToIt()
    {
        string run = await TrainAsync();
        using RunLock? other = RunLock.TryTake(run);
        Assert.NotNull(other);

        CommandResult result = await CommandLine.RunAsync("resume", run, "--set", "training.total_steps=3000");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"'{run}' is at work, in another process", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfTwoThatGoOnAtOnceOneDoes()
    {
        string config = _folder.File("config.yaml", CutExperiments.Text("dqn_per", 2_000_000));
        using (HamletProcess begun = HamletProcess.Start("train", config, "--log-dir", _folder.Path))
        {
            Task<CommandResult> end = begun.WaitAsync();
            await AwaitAsync(() => Directory.EnumerateDirectories(_folder.Path, "step_*", SearchOption.AllDirectories).Any(), end);
            await begun.SignalAsync("TERM");
            Assert.Equal(143, (await end).ExitCode);
        }

        string run = Assert.Single(Directory.GetDirectories(Path.Combine(_folder.Path, "dqn_per")));
        HamletProcess[] two = [HamletProcess.Start("resume", run), HamletProcess.Start("resume", run)];
        try
        {
            Task<CommandResult>[] ends = [.. two.Select(static p => p.WaitAsync())];
            CommandResult refused = await await Task.WhenAny(ends);
            int winner = ends[0].IsCompleted ? 1 : 0;
            HamletProcess other = two[winner];
            var runs = new ExperimentManager(_folder.Path);
            await AwaitAsync(() => runs.Describe(run) is { State: RunState.Running, Info: { } info } && info.ProcessId == other.Id, ends[winner]);

            // The terminal of the other one is closed: it saves what it has, as for every other signal.
            await other.SignalAsync("HUP");
            CommandResult interrupted = await ends[winner];

            Assert.Equal(2, refused.ExitCode);
            Assert.Contains("is at work", refused.Error, StringComparison.Ordinal);
            Assert.Equal(129, interrupted.ExitCode);
            Assert.Contains("Stops after this step and saves a checkpoint", interrupted.Error, StringComparison.Ordinal);
            Assert.Equal(RunState.Interrupted, runs.Describe(run).State);
        }
        finally
        {
            Array.ForEach(two, static p => p.Dispose());
        }
    }

    // Something that a process does, which ends by itself where it does not.
    private static async Task AwaitAsync(Func<bool> isSo, Task<CommandResult> end)
    {
        while (!isSo())
        {
            Assert.False(end.IsCompleted, end.IsCompleted ? $"The command has ended: {await end}" : "");
            await Task.Delay(20);
        }
    }

    // By its content; the lock's file is empty and no part of it.
    private static Dictionary<string, string> Content(string run) => Directory.GetFiles(run, "*", SearchOption.AllDirectories)
        .Where(static file => Path.GetFileName(file) != RunLock.FileName)
        .ToDictionary(static file => file, static file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));

    private Task<string> TrainAsync() =>
        CommandLine.TrainAsync(Path.Combine(_folder.Path, "runs"), _folder.File("config.yaml", CutExperiments.Text("dqn_per", 2_700)));
}
