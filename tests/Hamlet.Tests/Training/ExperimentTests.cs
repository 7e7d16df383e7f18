using Hamlet.Configuration;
using Hamlet.Formats.Yaml;
using Hamlet.Plugins;
using Hamlet.Training.Experiments;

namespace Hamlet.Tests.Training;

public sealed class ExperimentTests
{
    [Fact]
    public void WhatIsWrittenDownBindsToTheSame()
    {
        Experiment first = Bind("""
            experiment: { name: x, seed: 18446744073709551615, description: "with: colons # and signs" }
            environment: { type: cartpole, num_envs: 3, max_steps: 77 }
            agents:
              - { agent_id: a, algorithm: dqn, learning_rate: 0.0023, network: { hidden: [7], activation: tanh } }
              - { agent_id: b, algorithm: dqn, exploration: { epsilon_decay: 0.5, decay_per: step } }
            exploration: { epsilon_fraction: 0.16 }
            training: { total_steps: 1e6 }
            metrics: { tensorboard: false, database: true }
            """);

        string text = YamlText.Write(first.ToConfig(new ConfigWriter()));
        Experiment second = Bind(text);

        Assert.Equal(text, YamlText.Write(second.ToConfig(new ConfigWriter())));
        Assert.Equal(first.Options, second.Options);
        Assert.Equal(first.EnvironmentHost, second.EnvironmentHost);
        Assert.Equal(first.Agents.Select(static a => a.Id), second.Agents.Select(static a => a.Id));
        Assert.Equal([("console", false), ("csv", false), ("database", true), ("live", false), ("mlflow", false), ("tensorboard", false), ("wandb", false)], second.Sinks.Select(static s => (s.Sink.Plugin.Name, s.Enabled)));
    }

    [Fact]
    public void WithoutASectionDefaultsStand()
    {
        Experiment experiment = Bind("environment: { type: cartpole }");

        Assert.Equal("hamlet_experiment", experiment.Options.Name);
        Assert.Equal(100_000, experiment.Training.TotalSteps);
        Assert.Equal("agent_0", experiment.Agents.Single().Id);
        Assert.Equal(["database", "tensorboard"], experiment.Sinks.Where(static s => s.Enabled).Select(static s => s.Sink.Plugin.Name));
    }

    [Fact]
    public void TwoAgentsOfOneNameAreAnError()
    {
        var e = Assert.Throws<ConfigException>(() => Bind("""
            environment: { type: cartpole }
            agents: [{ agent_id: x }, { agent_id: x }]
            """));

        Assert.Equal("f.yaml(2,27): error: two agents are named 'x'", e.Message);
    }

    [Fact]
    public void AnErrorInASharedSectionIsSaidOnce()
    {
        var e = Assert.Throws<ConfigException>(() => Bind("""
            environment: { type: cartpole }
            agents: [{ agent_id: x }, { agent_id: y }]
            exploration: { epsilon_star: 1 }
            """));

        Assert.Single(e.Errors);
    }

    [Fact]
    public void StepsThatAreNoMultipleOfTheRowsAreSaid()
    {
        Experiment experiment = Bind("""
            environment: { type: cartpole, num_envs: 8 }
            training: { total_steps: 100 }
            """);

        Assert.Contains("104 will be made", Assert.Single(experiment.Warnings).Message, StringComparison.Ordinal);
    }

    private static Experiment Bind(string yaml) =>
        ExperimentBinder.Bind(YamlParser.Parse(yaml, "f.yaml"), PluginCatalog.Host, new YamlConfigReader());
}
