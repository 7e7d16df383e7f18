using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests.Input;

/// <summary>What stands where a section belongs and is none is an error at its place, with what would be right; no default takes its place.</summary>
public sealed class SectionTests
{
    [Theory]
    [InlineData("environment: cartpole", "(1,14)", "not a single value; write environment: { type: cartpole }")]
    [InlineData("environment: [cartpole]", "(1,14)", "not a list; write environment: { type: cartpole }")]
    [InlineData("environment: [{ type: cartpole }]", "(1,14)", "not a list; write environment: { type: NAME }")]
    public async Task AnEnvironmentThatIsNoSection(string yaml, string place, string words) =>
        await Validation.RefusesAsync(yaml, [], $"f.yaml{place}: error: 'environment' is a map of keys, {words}");

    [Theory]
    [InlineData("exploration: boltzmann", "; write exploration: { type: boltzmann }")]
    [InlineData("intrinsic: rnd", "; write intrinsic: { type: rnd }")]
    [InlineData("curriculum: steps", "; write curriculum: { type: steps }")]
    [InlineData("backend: managed", "; write backend: { type: managed }")]
    [InlineData("experiment: hello", "")]
    [InlineData("training: 1000", "")]
    [InlineData("evaluation: yes", "")]
    [InlineData("checkpoints: 5", "")]
    [InlineData("metrics: true", "")]
    [InlineData("wandb: project", "")]
    public async Task AnyOtherSectionThatIsNone(string line, string remedy)
    {
        string name = line[..line.IndexOf(':', StringComparison.Ordinal)];

        await Validation.RefusesAsync(
            $"{Validation.World}{line}\n", [], $"f.yaml(2,{name.Length + 3}): error: '{name}' is a map of keys, not a single value{remedy}");
    }

    [Theory]
    [InlineData("agents: dqn", "(2,9): error: an agent is a map of keys, not a single value; write agents: [{ algorithm: dqn }]")]
    [InlineData("agents: [dqn]", "(2,10): error: an agent is a map of keys, not a single value; write agents: [{ algorithm: dqn }]")]
    [InlineData("agents: [[]]", "(2,10): error: an agent is a map of keys, not a list")]
    [InlineData("agents: []", "(2,9): error: an experiment has at least one agent")]
    [InlineData("agents: [{ algorithm: { type: ppo } }]", "(2,23): error: 'algorithm' is a text, not a map of keys")]
    [InlineData("agents: [{ network: 64 }]", "(2,21): error: 'network' is a map of keys, not '64'")]
    [InlineData("agents: [{ wrappers: stack }]", "(2,22): error: 'wrappers' is a list such as [{ type: NAME }], not a single value")]
    [InlineData("agents: [{ intrinsic: rnd }]", "(2,23): error: 'intrinsic' is a map of keys, not a single value; write intrinsic: { type: rnd }")]
    [InlineData("callbacks: { type: early_stop }", "(2,12): error: 'callbacks' is a list such as [{ type: NAME }], not a map of keys")]
    [InlineData("callbacks: [early_stop]", "(2,13): error: a callback is a map with the key 'type', such as { type: NAME }")]
    [InlineData("metrics: { tensorboard: [1] }", "(2,25): error: 'tensorboard' is true or false, not a list")]
    [InlineData("use_wandb: {}", "(2,12): error: 'use_wandb' is true or false, not a map of keys")]
    public async Task WhatIsInsideASectionAndIsNone(string line, string error) =>
        await Validation.RefusesAsync($"{Validation.World}{line}\n", [], $"f.yaml{error}");

    [Fact]
    public async Task AllOfThemAtOnce() => await Validation.RefusesAsync(
        "environment: cartpole\ntraining: 1000\nagents: dqn\n",
        [],
        "f.yaml(1,14): error: 'environment' is a map of keys, not a single value; write environment: { type: cartpole }",
        "f.yaml(2,11): error: 'training' is a map of keys, not a single value",
        "f.yaml(3,9): error: an agent is a map of keys, not a single value; write agents: [{ algorithm: dqn }]");

    [Fact]
    public async Task OnTheCommandLineTheRemedyIsAnAssignment() => await Validation.RefusesAsync(
        Validation.World,
        ["--set", "environment=acrobot"],
        "--set environment=acrobot: error: 'environment' is a map of keys, not a single value; give environment.type=acrobot");

    [Fact]
    public async Task TheCommandTrainsNothingThen()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("f.yaml", "environment: cartpole\n");

        CommandResult result = await CommandLine.RunAsync("train", file, "--log-dir", folder.Path);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Equal(["f.yaml"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task OneAgentNeedsNoList()
    {
        (int exitCode, string output, string[] errors) = await Validation.OfAsync($"{Validation.World}agents: {{ algorithm: ppo }}\n", "--set", "agents.0.agent_id=only");

        Assert.Equal(([], 0), (errors, exitCode));
        Assert.Contains("only          ppo", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n# nothing yet\n")]
    [InlineData("{}\n")]
    public async Task AnEmptyFileSaysWhatIsNeeded(string yaml) => await Validation.RefusesAsync(
        yaml, [], "f.yaml(1,1): error: this file is empty: an experiment names at least its environment, such as environment: { type: cartpole }");

    [Theory]
    [InlineData("training: { total_steps: 2000 }", "(1,1)")]
    [InlineData("training: { total_steps: 2000 }\nenvironment: { level: L1 }", "(2,14)")]
    [InlineData("training: { total_steps: 2000 }\nenvironment:\n", "(2,1)")]
    public async Task WithoutAnEnvironmentItIsSaidHowOneIsNamed(string yaml, string place)
    {
        (int exitCode, _, string[] errors) = await Validation.OfAsync(yaml);

        Assert.Equal(2, exitCode);
        Assert.StartsWith($"f.yaml{place}: error: no environment is named", Assert.Single(errors), StringComparison.Ordinal);
        Assert.Contains("environment: { type: cartpole }", errors[0], StringComparison.Ordinal);
    }
}
