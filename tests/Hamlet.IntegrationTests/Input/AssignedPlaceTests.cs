using Hamlet.IntegrationTests.Border;
using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests.Input;

/// <summary>A value of the command line is reported as one, also where it only shows to be wrong beside others, or when a part is made.</summary>
public sealed class AssignedPlaceTests
{
    private const string Experiment = """
        experiment: { seed: 1 }
        environment: { type: cartpole, num_envs: 4, wrappers: [{ type: clip_observation, low: -1, high: 1 }] }
        agents:
          - { agent_id: a, algorithm: dqn, gradient_steps: 1 }
        exploration: { epsilon_start: 0.5 }
        callbacks: [{ type: early_stop, target_return: 3 }]
        training: { total_steps: 2000 }
        backend: { type: managed }
        """;

    [Theory]
    [InlineData("agents.0.gradient_steps=0", "'gradient_steps' is 0, so nothing would be learned; -1 stands for one update a step")]
    [InlineData("agents.0.agent_id=a/b", "the agent's name 'a/b' can be no tag and no file: it has a slash, use letters, digits, '-' and '_'")]
    [InlineData("environment.wrappers.0.low=3", "clip_observation: 'low' is 3, which is not less than 'high', 1")]
    [InlineData("exploration.epsilon_min=0.75", "'epsilon_min' (0.75) is above 'epsilon_start' (0.5)")]
    [InlineData("callbacks.0.agent=nobody", "there is no agent 'nobody'; valid: a")]
    [InlineData("training.num_episodes=3", "'total_steps' and 'num_episodes' are two ends of one training: keep one")]
    [InlineData("backend.device=gpu", "there is no device 'gpu': it is auto, cpu, cuda, cuda:1 (any number) or mps")]
    public Task AnAssignmentIsNamed(string assignment, string error) =>
        Validation.RefusesAsync(Experiment, ["--set", assignment], $"--set {assignment}: error: {error}");

    [Fact]
    public Task SoIsAnOption() => Validation.RefusesAsync(
        Experiment, ["--device", "gpu"], "--device gpu: error: there is no device 'gpu': it is auto, cpu, cuda, cuda:1 (any number) or mps");

    [Fact]
    public Task SoAreSeveralThatAreWrongTogether() => Validation.RefusesAsync(
        Experiment,
        ["--set", "exploration.epsilon_min=0.25", "--set", "exploration.epsilon_start=0.125"],
        "--set exploration.epsilon_start=0.125 --set exploration.epsilon_min=0.25: error: 'epsilon_min' (0.25) is above 'epsilon_start' (0.125)");

    [Fact]
    public async Task SoIsOneThatIsOnlySuspicious()
    {
        (int exitCode, _, string[] warnings) = await Validation.OfAsync(Experiment, "--set", "training.total_steps=2001");

        Assert.Equal(0, exitCode);
        Assert.Equal(
            ["--set training.total_steps=2001: warning: 'total_steps' is 2001, no multiple of the 4 environments stepped at once: 2004 will be made"], warnings);
    }

    [Fact]
    public Task WhatTheFileGetsWrongIsTheFilesWhateverElseIsSet() => Validation.RefusesAsync(
        Experiment.Replace("gradient_steps: 1", "gradient_steps: 0", StringComparison.Ordinal),
        ["--set", "agents.0.gamma=0.5"],
        "f.yaml(4,5): error: 'gradient_steps' is 0, so nothing would be learned; -1 stands for one update a step");

    [Fact]
    public async Task WhatAPluginSaysOfAnOptionWhenItIsMadeIsThatOptions()
    {
        using var folder = new TemporaryFolder();
        CommandResult result = await StrangePlugins.TrainAsync(
            folder, StrangePlugins.Experiment, [StrangePlugins.PickyWorld()], "--set", "environment.level=3");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("--set environment.level=3: error: environment 'bad' could not be made: InvalidOperationException: 'level' is odd\n", result.Error);
    }
}
