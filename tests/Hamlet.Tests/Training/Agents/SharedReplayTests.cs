using System.Globalization;
using Hamlet.Configuration;
using Hamlet.Formats.Yaml;
using Hamlet.Metrics;
using Hamlet.Plugins;
using Hamlet.State;
using Hamlet.Tests.State;
using Hamlet.Tests.Threads;
using Hamlet.Training;
using Hamlet.Training.Agents;
using Hamlet.Training.Checkpoints;
using Hamlet.Training.Experiments;

namespace Hamlet.Tests.Training.Agents;

/// <summary>Trainings whose agents share a replay.</summary>
public sealed class SharedReplayTests
{
    [Theory]
    [InlineData("")]
    [InlineData(", prioritized_replay: true, n_steps: 3")]
    public void TwelveAgentsSavedInACheckpointsFileContinueBitForBit(string options)
    {
        StateTree whole = Run(options, steps: 1200);
        StateTree half = Run(options, steps: 600);
        using var file = new MemoryStream();
        StateFile.Write(half, file);
        file.Position = 0;

        StateTree continued = Run(options, steps: 1200, from: StateFile.Read(file, "state"));

        Assert.Equal("", StateTrees.Difference(whole, continued));
    }

    [Fact]
    public void AStateHasTheSharedReplayOnceAndWhoseEachTransitionIs()
    {
        StateTree state = Run("", steps: 600);

        StateTree shared = Assert.Single(state.Children["replays"].Children).Value;
        Assert.DoesNotContain(
            state.Children.Where(static child => child.Key.StartsWith("learner_", StringComparison.Ordinal)),
            static learner => learner.Value.Children["algorithm"].Children.ContainsKey("replay"));
        Assert.Equal(600L, shared.Values["count"]);
        Assert.Equal(Enumerable.Range(0, 600).Select(static i => i % 12), (int[])shared.Values["owner"]);
    }

    [Theory]
    [InlineData("", ReplayMode.Shared)]
    [InlineData("buffer_threshold: 12", ReplayMode.Shared)]
    [InlineData("buffer_threshold: 13", ReplayMode.PerAgent)]
    public void TheThresholdIsAKeyOfTheExperiment(string key, ReplayMode mode)
    {
        using var parts = new TrainingParts(Bind("", 600, key), MetricLog.None, output: null);

        Assert.Equal(mode, parts.Replays.Mode);
    }

    [Fact]
    public void WhoIsRewardedOrSeesInAnotherWayKeepsItsOwn()
    {
        using var parts = new TrainingParts(
            Bind("""
                environment: { type: cartpole, wrappers: [{ type: clip_observation }] }
                agents:
                  - { agent_id: a, network: { hidden: [4] } }
                  - { agent_id: b, network: { hidden: [8] } }
                  - { agent_id: curious, network: { hidden: [4] }, intrinsic: { type: rnd } }
                  - { agent_id: other, network: { hidden: [4] }, wrappers: [{ type: clip_observation, high: 5 }] }
                  - { agent_id: ppo, algorithm: ppo, network: { hidden: [4] } }
                training: { total_steps: 100, buffer_threshold: 2 }
                """),
            MetricLog.None,
            output: null);

        Assert.Equal(
            ["a", "b"],
            parts.Learners.Select(static learner => learner.Id).Where(id => parts.Replays.Info(id).Mode == ReplayMode.Shared));
    }

    [Fact]
    public void WhatIsTooLargeTogetherIsRefusedWithItsPlaceAndARemedy()
    {
        var error = Assert.Throws<ConfigException>(
            () => new TrainingParts(Bind(", replay_buffer_size: 100000000", 600), MetricLog.None, output: null));

        Assert.StartsWith("f.yaml(3,", error.Message, StringComparison.Ordinal);
        Assert.Contains("buffer_threshold", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AStepOfTwelveAgentsAllocatesNothing()
    {
        using Trainer trainer = Trainer.Create(Bind("", 2400, "threads: 2"));
        long[] allocated = new long[5];
        trainer.Hooks.Step = training =>
        {
            // The first half is for what is made once.
            if (training.Progress.Step >= 1200 && training.Progress.Step % 300 == 0)
            {
                allocated[(training.Progress.Step - 1200) / 300] = GC.GetAllocatedBytesForCurrentThread();
            }
        };
        trainer.Train();

        Assert.All(allocated, static bytes => Assert.True(bytes > 0));
        Assert.InRange(allocated[^1] - allocated[0], 0, SharedAllocation.Most);
    }

    // Runs a training up to a step, from its beginning or from a state, and returns its state there.
    private static StateTree Run(string options, long steps, StateTree? from = null)
    {
        using var parts = new TrainingParts(Bind(options, steps), MetricLog.None, output: null);
        var loop = new TrainingLoop(parts, new TrainingStatus());
        from?.Load(loop);
        loop.Begin();
        loop.Run(CancellationToken.None);
        Assert.Equal(steps, parts.Progress.Step);
        return StateTree.Save(loop);
    }

    // How far training is depends on its length: what that changes is switched off.
    private static Experiment Bind(string options, long steps, string key = "")
    {
        string agents = string.Concat(Enumerable.Range(0, 12).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""
              - { agent_id: a{{i}}, learning_starts: 100, batch_size: 16, priority_beta: 1, network: { hidden: [4] }{{Size(options)}}{{options}} }

            """)));
        string more = key.Length > 0 ? $", {key}" : "";
        return Bind(string.Create(CultureInfo.InvariantCulture, $$"""
            environment: { type: cartpole, max_steps: 60 }
            agents:
            {{agents}}
            exploration: { epsilon_start: 0.2, epsilon_min: 0.2 }
            evaluation: { final_episodes: 0 }
            training: { total_steps: {{steps}}{{more}} }
            """));

        static string Size(string options) => options.Contains("replay_buffer_size", StringComparison.Ordinal) ? "" : ", replay_buffer_size: 70";
    }

    private static Experiment Bind(string yaml) =>
        ExperimentBinder.Bind(YamlParser.Parse(yaml, "f.yaml"), PluginCatalog.Host, new YamlConfigReader());
}
