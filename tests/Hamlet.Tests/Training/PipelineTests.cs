using Hamlet.Formats.Yaml;
using Hamlet.Metrics;
using Hamlet.Plugins;
using Hamlet.State;
using Hamlet.Tests.Algorithms.Fakes;
using Hamlet.Tests.State;
using Hamlet.Tests.Threads;
using Hamlet.Training;
using Hamlet.Training.Experiments;

namespace Hamlet.Tests.Training;

/// <summary>What stands between an agent and the world: wrappers, intrinsic rewards, curricula, clones.</summary>
public sealed class PipelineTests
{
    private const string Everything = """
        environment: { type: cartpole, num_envs: 2, max_steps: 60, wrappers: [{ type: normalize_observation }, { type: frame_stack, frames: 2 }, { type: normalize_reward }] }
        agents:
          - { agent_id: walker, clones: 2, algorithm: ppo, n_steps: 16, batch_size: 16, n_epochs: 2, network: { hidden: [8] } }
          - { agent_id: other, algorithm: dqn, learning_starts: 40, replay_buffer_size: 500, network: { hidden: [8] }, wrappers: [], intrinsic: { type: none } }
        intrinsic: { type: rnd, weight: 0.5, embed_dim: 4, batch_size: 8, network: { hidden: [8] } }
        callbacks: [{ type: learning_rate, every_steps: 200 }, { type: early_stop, target_return: 1000 }]
        evaluation: { every_steps: 240, episodes: 2, final_episodes: 0 }
        training: { total_steps: 1200 }
        """;

    [Fact]
    public void ATrainingSavedBetweenTwoStepsContinuesBitForBit()
    {
        StateTree whole = Run(Everything, steps: 1200);
        StateTree half = Run(Everything, steps: 606);

        // It was stopped there by the test, which is no part of the training.
        half.Children["callbacks"].Values["stopped"] = false;
        StateTree continued = Run(Everything, steps: 1200, from: half);

        // But for the callbacks: those of the test itself stop it, and are told of the restart.
        Assert.True(whole.Children.Remove("callbacks") && continued.Children.Remove("callbacks"));
        Assert.Equal("", StateTrees.Difference(whole, continued));
    }

    [Fact]
    public void ClonesShareWhatTheyLearnAndHaveEpisodesOfTheirOwn()
    {
        Experiment experiment = Bind(Everything);
        Assert.Equal(["walker_0", "walker_1", "other"], experiment.MetricAgents.Names);
        Assert.Equal(6, experiment.Rows);

        (RecordingSink sink, TrainingResult result) = Train(experiment);

        Assert.Equal(["walker", "other"], result.Agents.Select(static a => a.Id));
        long[] episodes = [.. sink.Values.Where(static v => v is { Record: "episode", Column: "survival_time" }).Select(static v => v.Step)];
        Assert.Equal(result.Agents.Sum(static a => a.Episodes), episodes.Length);
    }

    [Fact]
    public void TheLogHasTheWorldsRewardsAndWhatTheAgentAddedApart()
    {
        (RecordingSink sink, _) = Train(Bind("""
            environment: { type: cartpole, max_steps: 60, wrappers: [{ type: normalize_reward }] }
            agents: [{ algorithm: dqn, learning_starts: 100, network: { hidden: [8] } }]
            intrinsic: { type: rnd, weight: 0.5, annealing: none, embed_dim: 4, network: { hidden: [8] } }
            evaluation: { final_episodes: 0 }
            training: { total_steps: 600 }
            """));

        double[] total = [.. sink.Of("total_reward")];
        double[] outside = [.. sink.Of("extrinsic_reward")];
        double[] inside = [.. sink.Of("intrinsic_reward")];
        Assert.Equal(sink.Of("survival_time"), outside);
        Assert.All(inside, static value => Assert.True(value > 0));
        Assert.Equal(outside.Zip(inside, static (a, b) => a + b), total);
        Assert.Equal(inside.Zip(total, static (a, b) => a / b), sink.Of("intrinsic_ratio"));
        Assert.All(sink.Of("intrinsic_weight"), static value => Assert.Equal(0.5, value));
        Assert.NotEmpty(sink.Of("error"));
    }

    [Fact]
    public void ACurriculumNeedsAWorldThatHasStages()
    {
        var error = Assert.Throws<Hamlet.Configuration.ConfigException>(() => Train(Bind("""
            environment: { type: cartpole }
            curriculum: { type: adversarial }
            training: { total_steps: 10 }
            """)));

        Assert.Contains("no stages", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("f.yaml(2,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsWrittenDownBindsToTheSame()
    {
        string text = YamlText.Write(Bind(Everything).ToConfig(new Hamlet.Configuration.ConfigWriter()));

        Assert.Equal(text, YamlText.Write(Bind(text).ToConfig(new Hamlet.Configuration.ConfigWriter())));
    }

    [Fact]
    public void AHundredAgentsTrainAndAStepOfTheirsAllocatesNothing()
    {
        Experiment experiment = Bind("""
            environment: { type: cartpole, wrappers: [{ type: normalize_observation }] }
            agents:
              - { clones: 60, learning_starts: 1000, replay_buffer_size: 2000, network: { hidden: [4] } }
              - { agent_id: p, clones: 40, algorithm: ppo, n_steps: 8, batch_size: 320, n_epochs: 1, network: { hidden: [4] } }
            evaluation: { final_episodes: 0 }
            training: { total_steps: 6000, threads: 2 }
            """);
        using Trainer trainer = Trainer.Create(experiment);
        long before = 0;
        long after = 0;
        trainer.Hooks.Step = training =>
        {
            // The first half is for what is made once.
            before = training.Progress.Step == 3_000 ? GC.GetAllocatedBytesForCurrentThread() : before;
            after = training.Progress.Step == 6_000 ? GC.GetAllocatedBytesForCurrentThread() : after;
        };
        trainer.Train();

        Assert.True(before > 0);
        Assert.InRange(after - before, 0, SharedAllocation.Most);
    }

    private static (RecordingSink Sink, TrainingResult Result) Train(Experiment experiment)
    {
        var sink = new RecordingSink();
        using var log = new MetricLog([new NamedSink("recording", sink)], new MetricLogOptions { Agents = experiment.MetricAgents });
        using Trainer trainer = Trainer.Create(experiment, log);
        TrainingResult result = trainer.Train();
        log.Flush();
        return (sink, result);
    }

    // Runs a training up to a step, from its beginning or from a state, and returns its state there.
    private static StateTree Run(string yaml, long steps, StateTree? from = null)
    {
        using var parts = new TrainingParts(Bind(yaml), MetricLog.None, output: null);
        var loop = new TrainingLoop(parts, new TrainingStatus());
        from?.Load(loop);
        parts.Session.Add("until", new StopAt(steps));
        loop.Run(CancellationToken.None);
        Assert.Equal(steps, parts.Progress.Step);
        return StateTree.Save(loop);
    }

    private static Experiment Bind(string yaml) =>
        ExperimentBinder.Bind(YamlParser.Parse(yaml, "f.yaml"), PluginCatalog.Host, new YamlConfigReader());

    private sealed class StopAt(long step) : Hamlet.Callbacks.ICallback
    {
        public void OnStep(Hamlet.Callbacks.ITraining training)
        {
            if (training.Progress.Step >= step)
            {
                training.Stop("there");
            }
        }
    }
}
