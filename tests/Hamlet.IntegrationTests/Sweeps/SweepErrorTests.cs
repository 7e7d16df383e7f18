using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests.Sweeps;

/// <summary>What is wrong in a sweep's file is said at once, with its place and what would be right, before anything trains.</summary>
public sealed class SweepErrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EverythingIsSaidAtOnceWithItsPlace()
    {
        CommandResult result = await RunAsync("""
            config: short.yaml
            methd: random
            seeds: [1, 1]
            first_steps: 10
            parameters:
              agents.0.learning_rate: { from: 0, to: 0.01, scale: log }
              agents.0.gamma: 0.9
              experiment.seed: [1, 2]
            """);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        string[] lines = result.Error.TrimEnd().Split('\n');
        foreach ((string place, string words) in ((string, string)[])[
            ("(2,1)", "did you mean 'method'?"), ("(3,1)", "a seed stands twice"), ("(4,1)", "'method: halving'"), ("(6,3)", "a grid is made of lists"),
            ("(6,27)", "begins above 0"), ("(7,19)", "under 'set'"), ("(8,3)", "'seeds: [1, 2, 3]'")])
        {
            Assert.Contains(lines, line => line.Contains($"sweep.yaml{place}: error:", StringComparison.Ordinal) && line.Contains(words, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task AWrongChoiceIsReportedWhereItStandsInTheSweep()
    {
        CommandResult result = await RunAsync("""
            config: short.yaml
            set: { agents.0.gama: 0.9 }
            parameters:
              agents.0.batch_size: [8, -1]
              agents.3.gamma: [0.9]
            """);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("sweep.yaml(5,3): error: 'agents' is a list: name one of its items by a number from 0 to 0", result.Error, StringComparison.Ordinal);

        result = await RunAsync("""
            config: short.yaml
            set: { agents.0.gama: 0.9 }
            parameters:
              agents.0.batch_size: [8, -1]
            """);

        Assert.Contains("sweep.yaml(2,8): error: unknown key 'gama', did you mean 'gamma'?", result.Error, StringComparison.Ordinal);
        Assert.Contains("sweep.yaml(4,28): error:", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SoIsOneThatOnlyShowsWhenAPartIsMade()
    {
        CommandResult result = await RunAsync("""
            config: short.yaml
            set: { agents.0.replay_buffer_size: 100000 }
            parameters:
              agents.0.gradient_steps: [1, 0]
            """);

        Assert.Equal(2, result.ExitCode);
        string error = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.EndsWith("sweep.yaml(4,32): error: 'gradient_steps' is 0, so nothing would be learned; -1 stands for one update a step", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("parameters: { agents.0.gamma: [0.9] }", "'config' is missing")]
    [InlineData("config: shrt.yaml\nparameters: { agents.0.gamma: [0.9] }", "did you mean 'short.yaml'?")]
    [InlineData("config: short.yaml", "a sweep varies something")]
    [InlineData("config: short.yaml\nmethod: random\nparameters: { agents.0.gamma: [0.9] }", "'trials: 20'")]
    [InlineData("config: short.yaml\ntrials: 3\nparameters: { agents.0.gamma: [0.9] }", "leave 'trials' out")]
    [InlineData("config: short.yaml\nmetric: best_return\nparameters: { agents.0.gamma: [0.9] }", "'evaluation.every_steps'")]
    [InlineData("config: short.yaml\nset: { evaluation.final_episodes: 0 }\nparameters: { agents.0.gamma: [0.9] }", "'metric: last_return'")]
    [InlineData("config: short.yaml\nmethod: halving\nset: { training: { num_episodes: 3 } }\nparameters: { agents.0.gamma: [0.9] }", "'training.total_steps'")]
    [InlineData("config: short.yaml\nmethod: halving\nfirst_steps: 900\nparameters: { agents.0.gamma: [0.9] }", "lower 'first_steps'")]
    [InlineData("config: short.yaml\nname: a/b\nparameters: { agents.0.gamma: [0.9] }", "can be no directory")]
    [InlineData("[1]", "a sweep is a map")]
    public async Task AnErrorSaysWhatWouldBeRight(string sweep, string expected)
    {
        CommandResult result = await RunAsync(sweep);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("sweep.yaml", result.Error, StringComparison.Ordinal);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "runs")));
    }

    [Fact]
    public async Task TheShippedSweepIsValid()
    {
        CommandResult result = await CommandLine.RunAsync("sweep", Repository.Config("sweep.yaml"), "--dry-run", "--log-dir", Path.Combine(_folder.Path, "runs"));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("6 trials, 12 runs", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARunThatIsNotThereIsOneLine()
    {
        CommandResult result = await RunAsync("config: short.yaml\nparameters: { agents.0.gamma: [0.9, 0.99] }", "--only", "2");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("the runs 0 to 1, not 2", result.Error, StringComparison.Ordinal);
    }

    private Task<CommandResult> RunAsync(string sweep, params string[] more) =>
        CommandLine.RunAsync(["sweep", SweepFixture.Write(_folder, sweep), "--log-dir", Path.Combine(_folder.Path, "runs"), .. more]);
}
