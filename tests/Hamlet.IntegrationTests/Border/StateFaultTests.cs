using Hamlet.Algorithms;
using Hamlet.Callbacks;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.IntegrationTests.Support;
using Hamlet.Plugins;

namespace Hamlet.IntegrationTests.Border;

/// <summary>Whose state cannot be saved or loaded is said.</summary>
public sealed class StateFaultTests : IDisposable
{
    private const string Experiment = """
        experiment: { name: strange }
        environment: { type: bad }
        agents: [{ algorithm: idle, wrappers: [{ type: turning }] }]
        callbacks: [{ type: grumpy }]
        training: { total_steps: 40 }
        evaluation: { final_episodes: 0 }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("callback", "callback 'grumpy'")]
    [InlineData("algorithm", "algorithm 'idle' of agent 'agent_0'")]
    [InlineData("wrapper", "wrapper 'turning' of agent 'agent_0'")]
    public async Task WhatCannotBeSavedHasItsName(string part, string name)
    {
        CommandResult result = await StrangePlugins.TrainAsync(_folder, Experiment, Plugins(save: part));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(
            $"training failed: {name}, when its state was saved, failed: InvalidOperationException: the pen is dry. The", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("callback", "callback 'grumpy'")]
    [InlineData("algorithm", "algorithm 'idle' of agent 'agent_0'")]
    public async Task WhatCannotBeLoadedHasItsName(string part, string name)
    {
        CommandResult trained = await StrangePlugins.TrainAsync(_folder, Experiment, Plugins());
        Assert.True(trained.ExitCode == 0, trained.Error);

        CommandResult result = await CommandLine.RunAsync(
            StrangePlugins.With(Plugins(load: part)), "resume", StrangePlugins.Run(_folder), "--set", "training.total_steps=80");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(
            $"does not fit: {name}, when its state was loaded, failed: InvalidOperationException: the ink has faded.", result.Error, StringComparison.Ordinal);
    }

    private static Plugin[] Plugins(string save = "", string load = "")
    {
        Action? Save(string part) => part == save ? static () => throw new InvalidOperationException("the pen is dry") : null;
        Action? Load(string part) => part == load ? static () => throw new InvalidOperationException("the ink has faded") : null;
        return
        [
            StrangePlugins.World(static (step, _, _) => new EpisodeStep(1, Terminated: step % 9 == 0)),
            new Plugin<IAlgorithm, AlgorithmContext, NoOptions>(
                "idle", typeof(ScriptedAlgorithm), "", (_, _) => new ScriptedAlgorithm(0, save: Save("algorithm"), load: Load("algorithm"))),
            new Plugin<IWrapper, WrapperContext, NoOptions>(
                "turning", typeof(TurningWrapper), "", (_, context) => new TurningWrapper(context.Environment, 0, Save("wrapper"))),
            new Plugin<ICallback, CallbackContext, NoOptions>(
                "grumpy", typeof(GrumpyCallback), "", (_, _) => new GrumpyCallback(int.MaxValue, Save("callback"), Load("callback"))),
        ];
    }
}
