using Hamlet.Hosting.Bench;
using Hamlet.Hosting.Input;
using Hamlet.IntegrationTests.Support;
using Hamlet.Plugins;

namespace Hamlet.IntegrationTests.Bench;

public sealed class BenchCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task SpeedSaysWhereTheTimeGoes()
    {
        CommandResult result = await CommandLine.RunAsync("bench", "speed", "--steps", "1100", "--rounds", "1", "--log-dir", _folder.Path);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Matches(@"CartPole PPO .*: [\d,]+ steps/s \(floor 60,000\)", result.Output);
        Assert.Matches(@"CartPole DQN .*: [\d,]+ steps/s \(floor 20,000\)", result.Output);
        Assert.Matches(@"act \d+ %, environment \d+ %, learn \d+ %, record \d+ %; [\d.]+ GFLOP/s \(\d+ % of the peak\)", result.Output);
    }

    /// <summary>Before anything is trained.</summary>
    [Theory]
    [InlineData("cannot write a run to", "speed", "--log-dir")]
    [InlineData("cannot write", "learning", "--configs", "nowhere", "--output")]
    public async Task WhatCannotBeWrittenIsWrongInput(string words, params string[] command)
    {
        string file = _folder.File("file", "");
        string blocked = Path.Combine(file, "x");

        CommandResult result = await CommandLine.RunAsync(["bench", .. command, blocked]);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"hamlet: error: {words} '{blocked}': '{file}' is a file", result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public async Task LearningMakesTheTable()
    {
        string file = Path.Combine(_folder.Path, "table.md");

        CommandResult result = await CommandLine.RunAsync(
            "bench", "learning", "--only", "town_l1_greedy", "--seeds", "1-2", "--configs", Path.Combine(Repository.Root, "configs"), "--output", file);

        Assert.True(result.ExitCode == 0, result.Error);
        const string Line = "| `town_l1_greedy` | 1 |  | 500.0 [500.0, 500.0] | 500.0, 500.0 | 100 % | 500.0 [500.0, 500.0] |";
        Assert.Contains(Line, result.Output, StringComparison.Ordinal);
        Assert.Equal(Line, File.ReadAllLines(file)[^1]);
    }

    [Fact]
    public async Task BackendsStandSideBySideAndAutoIsSaid()
    {
        CommandResult result = await CommandLine.RunAsync("bench", "backends", "--quick");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("managed cpu: managed, ", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"\| 64-64 \| 64 \| [\d.,]+ \| [\d,]+ \|.* managed cpu \|\n", result.Output);
        Assert.Matches(@"auto takes a GPU if .+: the fastest one in [01] of 1 cases here\.", result.Output);
    }

    [Theory]
    [InlineData("--batch", "10", "multiple of 16")]
    [InlineData("--hidden", "0", "at least 1")]
    [InlineData("--seconds", "-1", "above 0")]
    public async Task WrongCasesOfBackendsAreRefused(string option, string value, string message)
    {
        CommandResult result = await CommandLine.RunAsync("bench", "backends", option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnknownLineIsRefusedWithTheValidOnes()
    {
        CommandResult result = await CommandLine.RunAsync("bench", "learning", "--only", "chess");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("no line 'chess'; valid: cartpole_ppo, ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryLineIsAnExperimentThatBindsWithAtMostTenEvaluations()
    {
        foreach (LearningEntry entry in LearningEntry.All)
        {
            var source = new ExperimentSource { File = Path.Combine(Repository.Root, "configs", entry.Config), Assignments = entry.Assignments };
            var experiment = source.Load(PluginCatalog.Host);

            Assert.True(
                experiment.Evaluation.EverySteps == 0 || experiment.Training.TotalSteps / experiment.Evaluation.EverySteps <= 10, entry.Name);
            Assert.Equal(100, experiment.Evaluation.FinalEpisodes);
        }
    }

    public void Dispose() => _folder.Dispose();
}
