using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests;

public sealed class WrongInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EverythingThatIsWrongIsSaidAtOnceWithItsPlaceAndTheNearestName()
    {
        string config = _folder.File("typo.yaml", """
            experiment:
              name: typo
              sede: 3
            environment: { type: cartpol }
            agents:
              - algorithm: dqn
                learning_rat: 0.001
                gamma: 1.5
                batch_size: many
            trainig: { total_steps: 100 }
            metrics:
              tensorbord: true
            """);

        CommandResult result = await CommandLine.RunAsync("train", config, "--log-dir", _folder.Path);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        string[] lines = result.Error.TrimEnd().Split('\n');
        Assert.Equal(
            [
                $"{config}(3,3): error: unknown key 'sede', did you mean 'seed'?",
                $"{config}(4,22): error: there is no environment 'cartpol', did you mean 'cartpole'?",
                $"{config}(7,5): error: unknown key 'learning_rat', did you mean 'learning_rate'?",
                $"{config}(8,12): error: 'gamma' is at least 0 and at most 1, not 1.5",
                $"{config}(9,17): error: 'batch_size' is a whole number, not 'many'",
                $"{config}(10,1): error: unknown key 'trainig', did you mean 'training'?",
                $"{config}(12,3): error: unknown key 'tensorbord', did you mean 'tensorboard'?",
            ],
            lines);
        Assert.Equal(["typo.yaml"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("training.totl_steps=5", "unknown key 'totl_steps', did you mean 'total_steps'?")]
    [InlineData("training.total_steps", "an assignment is KEY=VALUE")]
    [InlineData("agents.7.gamma=0.9", "is a list")]
    [InlineData("experiment.name.x=1", "has no keys")]
    [InlineData("training.total_steps=-1", "'total_steps' is at least 1")]
    [InlineData("experiment.name=a/b", "can be no directory")]
    [InlineData("training.num_episodes=4", "two ends of one training")]
    [InlineData("intrinsic.type=rnb", "there is no intrinsic 'rnb'")]
    [InlineData("environment.level=L9", "L9")]
    [InlineData("environment.world=nowhere.yaml", "nowhere.yaml")]
    [InlineData("exploration.epsilon_decay=0.9", "epsilon_fraction")]
    public async Task AWrongAssignmentIsNamed(string assignment, string message)
    {
        CommandResult result = await CommandLine.RunAsync(
            "train", Repository.Config("example_dqn.yaml"), "--set", assignment, "--log-dir", _folder.Path);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("trian", "train")]
    [InlineData("train x.yaml --seeed 3", "--seed")]
    public async Task AWrongWordOnTheCommandLineIsNamed(string line, string nearest)
    {
        CommandResult result = await CommandLine.RunAsync(line.Split(' '));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"Did you mean '{nearest}'?", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingFileNamesItsNeighbour()
    {
        CommandResult result = await CommandLine.RunAsync("train", Repository.Config("exampel_dqn.yaml"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("did you mean 'example_dqn.yaml'?", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALogDirectoryThatCannotBeWrittenIsSaid()
    {
        string file = _folder.File("file", "");

        CommandResult result = await CommandLine.RunAsync(
            "train", Repository.Config("example_dqn.yaml"), "--log-dir", Path.Combine(file, "runs"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--log-dir", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADeviceThatIsNotThereIsAClearError()
    {
        CommandResult result = await CommandLine.RunAsync(
            "train", Repository.Config("example_dqn.yaml"), "--device", "cuda", "--log-dir", _folder.Path);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("cuda", result.Error, StringComparison.Ordinal);
    }
}
