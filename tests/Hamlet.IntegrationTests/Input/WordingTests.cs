using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests.Input;

/// <summary>A message says what to do next, in the words of the user and not of the program.</summary>
public sealed class WordingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("seed: 3", "(2,1): error: unknown key 'seed'; it is a key of 'experiment'")]
    [InlineData("training: { seed: 3 }", "(2,13): error: unknown key 'seed'; it is a key of 'experiment'")]
    [InlineData("agents: [{ seed: 3 }]", "(2,12): error: unknown key 'seed'; it is a key of 'experiment'")]
    [InlineData("total_steps: 3", "(2,1): error: unknown key 'total_steps'; it is a key of 'training'")]
    [InlineData("network: { hidden: [3] }", "(2,1): error: unknown key 'network'; it is a key of an entry of 'agents' with algorithm: dqn or ppo")]
    [InlineData("agents: [{ hidden: [3] }]", "(2,12): error: unknown key 'hidden'; it is a key of an agent's 'network'")]
    [InlineData("agents: [{ num_envs: 3 }]", "(2,12): error: unknown key 'num_envs'; it is a key of 'environment'")]
    [InlineData("training: { tensorboard: true }", "(2,13): error: unknown key 'tensorboard'; it is a key of 'metrics'")]
    [InlineData("experiment: { world: x }", "(2,15): error: unknown key 'world'; it is a key of 'environment' with type: town")]
    public async Task AKeyInTheWrongPlaceIsToldItsOwn(string line, string error) => await Validation.RefusesAsync($"{Validation.World}{line}\n", [], $"f.yaml{error}");

    [Theory]
    [InlineData("type: ppo")]
    [InlineData("zzzzzzzzz: 3")]
    public async Task AKeyThatBelongsNowhereOrManywhereIsToldTheValidOnes(string entry)
    {
        (_, _, string[] errors) = await Validation.OfAsync($"{Validation.World}agents: [{{ {entry} }}]\n");

        Assert.Contains("; valid: agent_id, algorithm", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public async Task ASeedThatIsNone(string seed)
    {
        CommandResult result = await CommandLine.RunAsync("train", "--env", "cartpole", "--seed", seed);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"--seed is a whole number from 0 on, not '{seed}'.", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:x")]
    [InlineData("cuda:")]
    [InlineData("")]
    public async Task ADeviceThatThereIsNot(string device)
    {
        CommandResult result = await CommandLine.RunAsync("train", "--env", "cartpole", "--device", device, "--log-dir", _folder.Path);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal($"--device {device}: error: there is no device '{device}': it is auto, cpu, cuda, cuda:1 (any number) or mps\n", result.Error);
    }

    [Theory]
    [InlineData("train", "config: f.yaml\nparameters: { experiment.seed: [1, 2] }\n")]
    [InlineData("validate", "config: f.yaml\nparameters: { experiment.seed: [1, 2] }\n")]
    [InlineData("validate", "parameters: { experiment.seed: [1, 2] }\nseeds: [1, 2]\n")]
    [InlineData("validate", "config: f.yaml\nset: { agents.0.gamma: 0.9 }\n")]
    public async Task ASweepIsNoExperiment(string command, string sweep)
    {
        string file = _folder.File("s.yaml", sweep);

        CommandResult result = await CommandLine.RunAsync(command, file);

        Assert.Equal((2, $"{file}(1,1): error: this is a sweep and no experiment: hamlet sweep {file} trains it, and with --dry-run checks it and lists its runs\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task AnExperimentIsNoSweep()
    {
        string file = _folder.File("f.yaml", Validation.World);

        CommandResult result = await CommandLine.RunAsync("sweep", file);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"{file}(1,1): error: this is an experiment and no sweep: hamlet train {file} trains it", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheBareCommandSaysWhatThereIs()
    {
        CommandResult result = await CommandLine.RunAsync();

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("train <config>", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--env town", "command line: error: --env town needs 'world', such as --set environment.world=FILE.yaml")]
    [InlineData("--env twon", "there is no environment 'twon', did you mean 'town'?")]
    [InlineData("", "give an experiment file, or --env NAME")]
    public async Task WordsInThePlaceOfAFile(string words, string error)
    {
        CommandResult result = await CommandLine.RunAsync(["train", "--log-dir", _folder.Path, .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(error, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--env", "acrobot", "--set environment.type=acrobot")]
    [InlineData("--algorithm", "ppo", "--set agents.0.algorithm=ppo")]
    public async Task WordsBesideAFileAreNotIgnored(string option, string name, string remedy)
    {
        CommandResult result = await CommandLine.RunAsync("train", _folder.File("f.yaml", Validation.World), option, name, "--log-dir", _folder.Path);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"{option}: error:", result.Error, StringComparison.Ordinal);
        Assert.Contains(remedy, result.Error, StringComparison.Ordinal);
        Assert.Equal(["f.yaml"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("exploration: { type: nix }", "(2,22)", "there is no exploration 'nix'; valid: boltzmann, epsilon_greedy, none; a library that has it is named with --plugin FILE")]
    [InlineData("curriculum: { type: nonne }", "(2,21)", "there is no curriculum 'nonne', did you mean 'none'?")]
    public Task NoneIsAmongTheValidNames(string line, string place, string error) =>
        Validation.RefusesAsync($"{Validation.World}{line}\n", [], $"f.yaml{place}: error: {error}");

    [Theory]
    [InlineData("town8.yaml")]
    [InlineData("classic6.yaml")]
    public async Task AWorldIsToldFromAnExperiment(string world)
    {
        (int exitCode, string output, string[] errors) = await Validation.OfAsync(await File.ReadAllTextAsync(Repository.Config($"worlds/{world}")));

        Assert.Equal((2, ""), (exitCode, output));
        Assert.EndsWith(
            "error: this is no experiment, but what 'world' of one may name: environment: { type: town, world: FILE }", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public Task AFewKeysOfAWorldMakeNone() => Validation.RefusesAsync(
        "name: x\nenvironment: { type: cartpole }\ngrid: {}\nmeters: []\n",
        [],
        "f.yaml(1,1): error: unknown key 'name'; it is a key of 'experiment'",
        "f.yaml(3,1): error: unknown key 'grid'; valid: agents, backend, callbacks, checkpoints, curriculum, environment, evaluation, experiment, exploration, intrinsic, metrics, training, use_wandb, wandb",
        "f.yaml(4,1): error: unknown key 'meters'; valid: agents, backend, callbacks, checkpoints, curriculum, environment, evaluation, experiment, exploration, intrinsic, metrics, training, use_wandb, wandb");
}
