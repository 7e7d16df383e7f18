using Hamlet.Algorithms.Dqn;
using Hamlet.Configuration;
using Hamlet.Formats.Yaml;
using Hamlet.Plugins;
using Hamlet.Training.Experiments;

namespace Hamlet.Tests.Training;

/// <summary>The original's keys mean here what they meant there.</summary>
public sealed class OriginalKeysTests
{
    [Fact]
    public void HyperparametersUnderTrainingAreDefaultsOfTheAgents()
    {
        Experiment experiment = Bind("""
            environment: { type: cartpole }
            agents:
              - { agent_id: a, algorithm: dqn, batch_size: 32 }
              - { agent_id: b, algorithm: dqn }
            training: { num_episodes: 5, batch_size: 128, learning_starts: 77, replay_buffer_size: 5000 }
            """);

        DqnOptions a = Options(experiment, 0);
        DqnOptions b = Options(experiment, 1);
        Assert.Equal((32, 128), (a.BatchSize, b.BatchSize));
        Assert.Equal((77, 77), (a.LearningStarts, b.LearningStarts));
        Assert.Equal((5000, 5000), (a.ReplayBufferSize, b.ReplayBufferSize));
        Assert.Empty(experiment.Warnings);
    }

    [Fact]
    public void TheTargetPeriodUnderTrainingCountsEpisodes()
    {
        Experiment experiment = Bind("""
            environment: { type: cartpole }
            training: { num_episodes: 5, target_update_frequency: 100 }
            """);

        Assert.Equal((100, TargetUpdateUnit.Episodes), (Options(experiment, 0).TargetUpdateFrequency, Options(experiment, 0).TargetUpdateUnit));
    }

    [Fact]
    public void AKeyThatNoAlgorithmHasIsAnError()
    {
        var e = Assert.Throws<ConfigException>(() => Bind("""
            environment: { type: cartpole }
            training: { num_episodes: 5, clip_range: 0.2 }
            """));

        Assert.Equal("f.yaml(2,30): error: unknown key 'clip_range'; it is a key of an entry of 'agents' with algorithm: ppo", e.Message);
    }

    [Fact]
    public void EpsilonOfAnAgentBecomesItsExplorationByEpisodes()
    {
        Experiment experiment = Bind("""
            environment: { type: cartpole }
            agents: [{ algorithm: dqn, epsilon: 0.9, epsilon_min: 0.02, epsilon_decay: 0.99 }]
            training: { num_episodes: 5 }
            """);

        ConfigMap exploration = experiment.Agents[0].Exploration!.ToConfig(new ConfigWriter());
        Assert.Equal("0.9", Text(exploration, "epsilon_start"));
        Assert.Equal("0.02", Text(exploration, "epsilon_min"));
        Assert.Equal("0.99", Text(exploration, "epsilon_decay"));
        Assert.Equal("episode", Text(exploration, "decay_per"));
    }

    [Fact]
    public void WhatTheOriginalNeverReadIsNamed()
    {
        Experiment experiment = Bind("""
            environment: { type: cartpole }
            agents: [{ algorithm: dqn, state_dim: 72, device: cpu }]
            training: { num_episodes: 5, render_mode: null, epsilon_min: 0.1 }
            metrics: { replay_storage: false, tensorboard_dir: x }
            """);

        Assert.Equal("cpu", experiment.BackendHost.Device);
        Assert.Equal(
            ["epsilon_min", "render_mode", "state_dim", "tensorboard_dir"],
            experiment.Warnings.Select(static w => w.Message.Split('\'')[1]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("spatial")]
    [InlineData("relational")]
    public void ANetworkThatIsNotBuiltIsAnError(string type)
    {
        var e = Assert.Throws<ConfigException>(() => Bind($$"""
            environment: { type: cartpole }
            agents: [{ algorithm: dqn, network_type: {{type}} }]
            """));

        Assert.Contains($"there is no network_type '{type}'; valid: dueling, qnetwork", e.Message, StringComparison.Ordinal);
    }

    private static Experiment Bind(string yaml) =>
        ExperimentBinder.Bind(YamlParser.Parse(yaml, "f.yaml"), PluginCatalog.Host, new YamlConfigReader());

    private static DqnOptions Options(Experiment experiment, int agent) => (DqnOptions)experiment.Agents[agent].Algorithm.Options;

    private static string Text(ConfigMap map, string key) =>
        map.TryGet(key, out ConfigEntry? entry) ? ((ConfigScalar)entry.Value).Text : "(absent)";
}
