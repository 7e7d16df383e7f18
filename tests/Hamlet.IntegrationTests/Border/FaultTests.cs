using Hamlet.Callbacks;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.IntegrationTests.Support;
using Hamlet.Plugins;

namespace Hamlet.IntegrationTests.Border;

/// <summary>What somebody's code throws while it is at work ends the training with its name, and nothing of that passes for something else.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WhatAWorldThrowsHasItsName()
    {
        CommandResult result = await TrainAsync(static (step, _, _) => step == 50 ? throw new InvalidOperationException("the dice are gone") : default);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(
            "hamlet: error: training failed: environment 'bad' failed: InvalidOperationException: the dice are gone. The whole story is in ", result.Error, StringComparison.Ordinal);
        Assert.Contains("environment 'bad' failed: InvalidOperationException: the dice are gone", StrangePlugins.RunInfo(_folder), StringComparison.Ordinal);
        Assert.Contains("   at ", await File.ReadAllTextAsync(Path.Combine(StrangePlugins.Run(_folder), "log.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheNameOfAParameterIsLeftOut()
    {
        CommandResult result = await TrainAsync(static (step, _, _) => step == 50 ? throw new ArgumentException("no such square", nameof(step)) : default);

        Assert.Contains("failed: ArgumentException: no such square. The whole", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatCallsItselfACancellationIsAFault()
    {
        CommandResult result = await TrainAsync(static (step, _, _) => step == 50 ? throw new OperationCanceledException("too slow") : default);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("environment 'bad' failed: OperationCanceledException: too slow", result.Error, StringComparison.Ordinal);
        Assert.Contains("\"failed\"", StrangePlugins.RunInfo(_folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACallbackHasItsName()
    {
        Plugin callback = new Plugin<ICallback, CallbackContext, NoOptions>("grumpy", typeof(GrumpyCallback), "", static (_, _) => new GrumpyCallback());
        CommandResult result = await StrangePlugins.TrainAsync(
            _folder, StrangePlugins.Experiment + "\ncallbacks: [{ type: grumpy }]", StrangePlugins.CalmWorld(static () => { }), callback);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("training failed: callback 'grumpy' failed: NotSupportedException: not on Mondays. The", result.Error, StringComparison.Ordinal);
    }

    /// <summary>Kinds of plugin that need not be closed may be, and then each of them is, the frozen wrappers of policies included.</summary>
    [Fact]
    public async Task WhatCanBeClosedIs()
    {
        var callbacks = new Closable.Count();
        var wrappers = new Closable.Count();
        CommandResult result = await StrangePlugins.TrainAsync(
            _folder,
            """
            experiment: { name: strange }
            environment: { type: bad, num_envs: 2 }
            agents: [{ algorithm: dqn, learning_starts: 100, network: { hidden: [8] }, wrappers: [{ type: thing }] }]
            training: { total_steps: 1000 }
            evaluation: { every_steps: 300, episodes: 2, final_episodes: 3 }
            callbacks: [{ type: thing }]
            """,
            StrangePlugins.CalmWorld(static () => { }),
            new Plugin<ICallback, CallbackContext, NoOptions>("thing", typeof(Closable), "", (_, _) => new Closable(null, callbacks)),
            new Plugin<IWrapper, WrapperContext, NoOptions>("thing", typeof(Closable), "", (_, context) => new Closable(context.Environment, wrappers)));

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.True(wrappers.Made > 4, "The training has one, and each policy that was measured.");
        Assert.Equal((0, 0), (callbacks.Left, wrappers.Left));
    }

    [Fact]
    public async Task WhatThrowsWhenItIsClosedIsAWarning()
    {
        CommandResult result = await StrangePlugins.TrainAsync(
            _folder, StrangePlugins.Experiment, StrangePlugins.CalmWorld(static () => throw new InvalidOperationException("the door is stuck")));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(
            "warning: environment 'bad', when it was closed, failed: InvalidOperationException: the door is stuck", result.Error, StringComparison.Ordinal);
        Assert.Contains("\"completed\"", StrangePlugins.RunInfo(_folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AndHidesNothingOfWhatFailedBefore()
    {
        CommandResult result = await StrangePlugins.TrainAsync(
            _folder,
            StrangePlugins.Experiment,
            StrangePlugins.World(
                static (step, _, _) => step == 50 ? throw new InvalidOperationException("the dice are gone") : default,
                dispose: static () => throw new InvalidOperationException("the door is stuck")));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("training failed: environment 'bad' failed: InvalidOperationException: the dice are gone", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWorldThatNeverEndsIsMeasuredAllTheSame()
    {
        CommandResult result = await StrangePlugins.TrainAsync(
            _folder,
            StrangePlugins.Experiment,
            [StrangePlugins.World(static (_, _, _) => new EpisodeStep(1), ScriptedEpisode.Sound with { MaxSteps = null })],
            "--set", "evaluation.final_episodes=2", "--set", "evaluation.max_steps=37");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(
            "strange.yaml(2,22): warning: environment 'bad' has no step limit: an evaluation cuts its episodes after 37 steps (evaluation.max_steps)",
            result.Error, StringComparison.Ordinal);
        Assert.Contains("mean length 37.0 steps", result.Output, StringComparison.Ordinal);
    }

    private Task<CommandResult> TrainAsync(ScriptedEpisode.Play play) =>
        StrangePlugins.TrainAsync(_folder, StrangePlugins.Experiment, StrangePlugins.World(play));
}
