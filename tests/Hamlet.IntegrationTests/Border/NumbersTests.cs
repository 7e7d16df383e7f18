using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.IntegrationTests.Support;
using Hamlet.Plugins;
using Hamlet.Training.Checkpoints;

namespace Hamlet.IntegrationTests.Border;

/// <summary>What a world gives that is no number ends the training, and does not go into its weights.</summary>
public sealed class NumbersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task ARewardThatIsNoNumberEndsTheTraining() => EndsAsync(
        "environment 'bad', row 0, step 501: the reward is NaN",
        static (step, _, _) => new EpisodeStep(step == 501 ? float.NaN : 1));

    [Fact]
    public Task AnEndlessRewardDoesToo() => EndsAsync(
        "environment 'bad', row 0, step 7: the reward is -Infinity",
        static (step, _, _) => new EpisodeStep(step == 7 ? float.NegativeInfinity : 1));

    [Fact]
    public Task AnObservationThatIsNoNumberEndsTheTraining() => EndsAsync(
        "environment 'bad', row 0, step 33: 'number' of the observation is NaN",
        static (step, observation, _) =>
        {
            observation[0] = step == 33 ? float.NaN : 0;
            return new EpisodeStep(1);
        });

    [Fact]
    public Task AFinalObservationIsOneToo() => EndsAsync(
        "environment 'bad', row 0, step 5: 'number' of the final observation is Infinity",
        static (step, observation, _) =>
        {
            observation[0] = step == 5 ? float.PositiveInfinity : 0;
            return new EpisodeStep(1, Terminated: step == 5);
        });

    [Fact]
    public Task AnEvaluationIsHeldToTheSame() => EndsAsync(
        "environment 'bad' in an evaluation, row 0, step 3: the reward is NaN",
        static (step, _, _) => new EpisodeStep(step == 3 ? float.NaN : 1),
        "training.total_steps=2",
        "evaluation.final_episodes=1");

    [Fact]
    public Task AMaskThatAllowsNothingIsNamed() => EndsAsync(
        "environment 'bad', row 0, step 4: the mask allows no action",
        static (step, _, mask) =>
        {
            mask.Fill(step != 4);
            return new EpisodeStep(1);
        },
        masks: true);

    [Fact]
    public async Task TheReasonAndTheCheckpointBeforeAreKept()
    {
        await EndsAsync(
            "the reward is NaN, and nothing can be learned from that: hamlet validate plays the environment at random",
            static (step, _, _) => new EpisodeStep(step == 501 ? float.NaN : 1, Terminated: step % 10 == 0),
            "checkpoints.every_steps=200");

        Assert.Contains("row 0, step 501: the reward is NaN", StrangePlugins.RunInfo(_folder), StringComparison.Ordinal);
        Assert.InRange(CheckpointManager.LoadFrom(StrangePlugins.Run(_folder), "latest").Info.Step, 200, 500);
    }

    [Fact]
    public async Task WhatAWrapperMakesOfItIsTheAgents()
    {
        Plugin wrapper = new Plugin<IWrapper, WrapperContext, NoOptions>(
            "poison", typeof(PoisonWrapper), "", static (_, context) => new PoisonWrapper(context.Environment));
        CommandResult result = await StrangePlugins.TrainAsync(
            _folder,
            StrangePlugins.Experiment.Replace("hidden: [8] }", "hidden: [8] }, wrappers: [{ type: poison }]", StringComparison.Ordinal),
            StrangePlugins.World(static (step, _, _) => new EpisodeStep(1, Terminated: step == 5)),
            wrapper);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(
            "agent 'agent_0', row 0, step 5: the reward is NaN, of what it sees through its wrappers", result.Error, StringComparison.Ordinal);
    }

    private Task EndsAsync(string message, ScriptedEpisode.Play play, params string[] assignments) => EndsAsync(message, play, masks: false, assignments);

    private async Task EndsAsync(string message, ScriptedEpisode.Play play, bool masks, params string[] assignments)
    {
        EnvironmentSpec spec = ScriptedEpisode.Sound with { HasMasks = masks };
        CommandResult result = await StrangePlugins.TrainAsync(
            _folder, StrangePlugins.Experiment, [StrangePlugins.World(play, spec)], [.. assignments.SelectMany(static a => new[] { "--set", a })]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Contains("\"failed\"", StrangePlugins.RunInfo(_folder), StringComparison.Ordinal);
    }
}
