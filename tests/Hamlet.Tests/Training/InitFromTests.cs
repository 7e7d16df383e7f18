using Hamlet.Configuration;
using Hamlet.Formats.Yaml;
using Hamlet.Metrics;
using Hamlet.Plugins;
using Hamlet.State;
using Hamlet.Tests.Outputs.Support;
using Hamlet.Training;
using Hamlet.Training.Experiments;

namespace Hamlet.Tests.Training;

public sealed class InitFromTests : IDisposable
{
    private const string Ppo = "{ algorithm: ppo, n_steps: 16, batch_size: 16, network: { hidden: [8] } }";

    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Ppo)]
    [InlineData("{ algorithm: dqn, learning_starts: 50, replay_buffer_size: 500, network: { hidden: [8] } }")]
    public void AnAgentBeginsWithTheNetworksAndTheStatisticsOfAnotherRun(string agent)
    {
        string run = TrainOther(agent);

        StateTree taken = Learner($"{{ agent_id: other, init_from: \"{run}@latest\", {agent[1..]}");
        StateTree random = Learner(agent);
        StateTree trained = CheckpointManagerOf(run);

        foreach (string network in (string[])["online", "networks"])
        {
            if (trained.Children["algorithm"].Children.TryGetValue(network, out StateTree? saved))
            {
                StateTree now = taken.Children["algorithm"].Children[network];
                StateTree policy = saved.Children.TryGetValue("policy", out StateTree? part) ? part : saved;
                StateTree nowPolicy = now.Children.TryGetValue("policy", out part) ? part : now;
                StateTree fresh = random.Children["algorithm"].Children[network];
                Assert.Equal("", State.StateTrees.Difference(policy, nowPolicy));
                Assert.NotEqual("", State.StateTrees.Difference(policy, fresh.Children.TryGetValue("policy", out part) ? part : fresh));
            }
        }

        // What an optimizer has gathered is not taken, what the wrapper has learned is.
        Assert.Equal("", State.StateTrees.Difference(trained.Children["wrappers"].Children["wrapper_0"], taken.Children["wrappers"].Children["wrapper_0"]));
        Assert.NotEqual("", State.StateTrees.Difference(trained.Children["algorithm"], taken.Children["algorithm"]));
    }

    [Fact]
    public void WhatDoesNotFitIsSaidWithItsPlace()
    {
        string run = TrainOther(Ppo);

        Assert.Contains("are needed", Refusal($"{{ algorithm: ppo, init_from: \"{run}\", network: {{ hidden: [9] }} }}"), StringComparison.Ordinal);
        Assert.Contains("online' is missing", Refusal($"{{ algorithm: dqn, init_from: \"{run}\", network: {{ hidden: [8] }} }}"), StringComparison.Ordinal);
        Assert.Contains("There are 0, 64", Refusal($"{{ algorithm: ppo, init_from: \"{run}@7\", network: {{ hidden: [8] }} }}"), StringComparison.Ordinal);
        Assert.Contains("no run with checkpoints", Refusal("{ algorithm: ppo, init_from: nowhere }"), StringComparison.Ordinal);
        Assert.StartsWith("f.yaml(2,", Refusal("{ algorithm: ppo, init_from: nowhere }"), StringComparison.Ordinal);
    }

    private static string Refusal(string agent)
    {
        using Trainer trainer = Trainer.Create(Bind(agent));
        return Assert.Throws<ConfigException>(trainer.InitializeAgents).Message;
    }

    private static StateTree CheckpointManagerOf(string run) =>
        Hamlet.Training.Checkpoints.CheckpointManager.LoadFrom(run, "latest").State.Children["training"].Children["learner_0"];

    private static StateTree Learner(string agent)
    {
        using var parts = new TrainingParts(Bind(agent), MetricLog.None, output: null);
        parts.InitializeAgents();
        return StateTree.Save(parts.Learners[0]);
    }

    private string TrainOther(string agent)
    {
        Experiment experiment = Bind(agent);
        using Hamlet.Training.Runs.RunDirectory run = Hamlet.Training.Runs.RunDirectory.Create(_folder.Path, experiment, TimeProvider.System);
        using Trainer trainer = Trainer.Create(experiment, null, new TrainerOutput(run.Path) { Configuration = run.Configuration.Text });
        trainer.Train();
        return run.Path;
    }

    private static Experiment Bind(string agent) => ExperimentBinder.Bind(
        YamlParser.Parse(
            $$"""
            environment: { type: cartpole, wrappers: [{ type: normalize_observation }] }
            agents: [{{agent}}]
            exploration: { epsilon_fraction: 0.1 }
            training: { total_steps: 64 }
            evaluation: { final_episodes: 0 }
            """,
            "f.yaml"),
        PluginCatalog.Host,
        new YamlConfigReader());
}
