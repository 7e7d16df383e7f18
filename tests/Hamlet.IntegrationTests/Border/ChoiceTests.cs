using Hamlet.Algorithms;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.IntegrationTests.Support;
using Hamlet.Plugins;

namespace Hamlet.IntegrationTests.Border;

/// <summary>Who does what there is not is to blame, and not the world that is given it.</summary>
public sealed class ChoiceTests : IDisposable
{
    private const string Experiment = """
        experiment: { name: strange }
        environment: { type: cartpole, num_envs: 2 }
        agents: [{ algorithm: fixed }, { agent_id: b, algorithm: wild }]
        training: { total_steps: 40 }
        evaluation: { final_episodes: 0 }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public async Task AnActionThatThereIsNotIsTheAlgorithms(int action)
    {
        CommandResult result = await TrainAsync(Experiment, new ScriptedAlgorithm(action));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(
            $"training failed: algorithm 'wild' of agent 'b', row 2: the action is {action}, and may be 0 to 1. The", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OrTheWrappersThatMadeItOfAnother()
    {
        CommandResult result = await TrainAsync(
            Experiment.Replace("algorithm: wild", "algorithm: wild, wrappers: [{ type: turning }]", StringComparison.Ordinal), new ScriptedAlgorithm(0));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(
            "training failed: wrapper 'turning' of agent 'b', row 2: the action is 7, and may be 0 to 1. The", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OrThePolicysInAnEvaluation()
    {
        CommandResult result = await TrainAsync(
            Experiment.Replace("final_episodes: 0", "every_steps: 10, episodes: 1", StringComparison.Ordinal),
            new ScriptedAlgorithm(0, static () => new ScriptedAlgorithm(5)));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(
            "training failed: the policy in an evaluation, row 0: the action is 5, and may be 0 to 1. The", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAlgorithmWithoutAPolicyIsNamed()
    {
        CommandResult result = await TrainAsync(Experiment, new ScriptedAlgorithm(0, static () => null));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("training failed: algorithm 'wild' of agent 'b': its CreatePolicy gives null, ", result.Error, StringComparison.Ordinal);
    }

    /// <summary>The world that is given such an action is not to blame.</summary>
    [Fact]
    public async Task WhatHasDivergedIsToldAsThat()
    {
        CommandResult result = await CommandLine.RunAsync(
            "train", Repository.Config("pendulum_ppo.yaml"), "--log-dir", _folder.Path, "--set", "training.total_steps=20000",
            "--set", "agents.0.learning_rate=10", "--set", "agents.0.max_grad_norm=1e30");

        Assert.Equal(1, result.ExitCode);
        Assert.Matches("training failed: algorithm 'ppo' of agent 'agent_0', row [0-9]+: the action is NaN: what it has learned has diverged, and a smaller learning_rate", result.Error);
    }

    private Task<CommandResult> TrainAsync(string yaml, IAlgorithm wild) => StrangePlugins.TrainAsync(
        _folder,
        yaml,
        Algorithm("fixed", new ScriptedAlgorithm(1)),
        Algorithm("wild", wild),
        new Plugin<IWrapper, WrapperContext, NoOptions>("turning", typeof(TurningWrapper), "", static (_, context) => new TurningWrapper(context.Environment, 7)));

    private static Plugin Algorithm(string name, IAlgorithm made) =>
        new Plugin<IAlgorithm, AlgorithmContext, NoOptions>(name, typeof(ScriptedAlgorithm), "", (_, _) => made);
}
