using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests.Input;

/// <summary>What <c>--set</c> means: a value as it would stand in the file, but for paths, which are the working directory's.</summary>
public sealed class AssignmentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("")]
    public async Task NullTakesAValueOfTheFileAway(string value)
    {
        // Where an evaluation has a limit of its own to no effect, a warning says the one that there is.
        var said = await Validation.OfAsync(
            "environment: { type: cartpole, max_steps: 77 }\nevaluation: { max_steps: 7 }\n", "--set", $"environment.max_steps={value}");

        Assert.Equal(0, said.ExitCode);
        Assert.EndsWith("after 500 steps (environment.max_steps)", Assert.Single(said.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("training", "{ total_steps: 3000 }", "null")]
    [InlineData("agents", "[{ algorithm: ppo }]", "null")]
    [InlineData("callbacks", "[{ type: early_stop }]", "~")]
    public async Task NullTakesASectionOfTheFileAway(string key, string inFile, string value)
    {
        var kept = await Validation.OfAsync($"{Validation.World}{key}: {inFile}\n");
        var said = await Validation.OfAsync($"{Validation.World}{key}: {inFile}\n", "--set", $"{key}={value}");
        var written = await Validation.OfAsync($"{Validation.World}{key}: {value}\n");

        Assert.Equal((0, 0), (said.ExitCode, written.ExitCode));
        // The first line has the file's name, in a folder of its own.
        Assert.Equal(written.Output.Split('\n')[1..], said.Output.Split('\n')[1..]);
        Assert.NotEqual(kept.Output.Split('\n')[1..], said.Output.Split('\n')[1..]);
    }

    [Fact]
    public async Task NullForWhatIsNeverNullIsAnError()
    {
        await Validation.RefusesAsync(Validation.World, ["--set", "experiment.name=null"], "--set experiment.name=null: error: 'name' is a text, not nothing");
        await Validation.RefusesAsync($"{Validation.World}experiment: {{ name: null }}\n", [], "f.yaml(2,21): error: 'name' is a text, not nothing");
    }

    [Fact]
    public async Task AllWrongAssignmentsAreSaidAtOnceWithWhatTheFileGetsWrong() => await Validation.RefusesAsync(
        $"{Validation.World}trainig: {{ total_steps: 100 }}\n",
        ["--set", "training.total_steps", "--set", "environment.type.x=1", "--set", "agents.1.gamma=0.9", "--set", "agents.0.network.hidden=[64"],
        "--set agents.0.network.hidden=[64: error: this is no valid YAML: While parsing a flow sequence, did not find expected ',' or ']'",
        "--set agents.1.gamma=0.9: error: 'agents' has no items yet: the first is 0",
        "--set environment.type.x=1: error: 'environment.type' is a single value and has no keys",
        "--set training.total_steps: error: an assignment is KEY=VALUE, such as training.total_steps=20000",
        "f.yaml(2,1): error: unknown key 'trainig', did you mean 'training'?");

    [Fact]
    public async Task TheFirstAgentIsThereEvenWhereTheFileNamesNone()
    {
        (int exitCode, string output, _) = await Validation.OfAsync(Validation.World, "--set", "agents.0.algorithm=ppo");

        Assert.Equal(0, exitCode);
        Assert.Contains("agent_0       ppo", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWorldIsRelativeToTheFileThatNamesItAndOnTheCommandLineToTheWorkingDirectory()
    {
        string world = Path.GetRelativePath(Environment.CurrentDirectory, Repository.Config("worlds/classic6.yaml"));
        string file = _folder.File("f.yaml", "environment: { type: town, world: nowhere.yaml }\n");

        Assert.Equal(0, (await CommandLine.RunAsync("validate", file, "--set", $"environment.world={world}")).ExitCode);

        // Beside the file is not where the command line looks, and says so.
        File.Copy(Repository.Config("worlds/classic6.yaml"), Path.Combine(_folder.Path, "beside.yaml"));
        CommandResult wrong = await CommandLine.RunAsync("validate", file, "--set", "environment.world=beside.yaml");
        Assert.Equal(2, wrong.ExitCode);
        Assert.StartsWith("--set environment.world=beside.yaml: error: there is no file 'beside.yaml'", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("relative to the working directory", wrong.Error, StringComparison.Ordinal);

        Assert.Equal(0, (await CommandLine.RunAsync("validate", _folder.File("g.yaml", "environment: { type: town, world: beside.yaml }\n"))).ExitCode);
    }

    [Fact]
    public async Task TheWorldThatStandsInForNoneIsBesideTheFileWhateverTheCommandLineSets()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "worlds"));
        File.Copy(Repository.Config("worlds/classic6.yaml"), Path.Combine(_folder.Path, "worlds", "classic6.yaml"));
        string file = _folder.File("f.yaml", "training: { total_steps: 2000 }\n");

        foreach (string assignment in (string[])["environment.num_envs=2", "environment=null", "environment={num_envs: 2}"])
        {
            CommandResult result = await CommandLine.RunAsync("validate", file, "--set", assignment);
            Assert.Equal((0, ""), (result.ExitCode, result.Error));
        }
    }

    [Fact]
    public async Task SoIsTheRunThatAnAgentBeginsWith()
    {
        (int exitCode, _, string[] errors) = await Validation.OfAsync(Validation.World, "--set", "agents.0.init_from=runs/none");
        string here = Path.GetFullPath("runs/none");

        Assert.Equal(2, exitCode);
        Assert.Equal([$"--set agents.0.init_from=runs/none: error: 'init_from' {here}@latest: there is no run with checkpoints in '{here}'."], errors);

        string file = _folder.File("f.yaml", $"{Validation.World}agents: [{{ init_from: runs/none }}]\n");
        CommandResult result = await CommandLine.RunAsync("validate", file);
        Assert.Contains($"there is no run with checkpoints in '{Path.Combine(_folder.Path, "runs", "none")}'", result.Error, StringComparison.Ordinal);
    }
}
