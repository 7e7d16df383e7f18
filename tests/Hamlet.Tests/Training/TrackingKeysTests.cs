using Hamlet.Configuration;
using Hamlet.Formats.Yaml;
using Hamlet.Outputs.MLflow;
using Hamlet.Outputs.Wandb;
using Hamlet.Plugins;
using Hamlet.Training.Experiments;

namespace Hamlet.Tests.Training;

/// <summary>What an experiment says of MLflow and W&amp;B outside of <c>metrics</c> means the outputs.</summary>
public sealed class TrackingKeysTests
{
    [Fact]
    public void ATrackingUriSwitchesMlflowOn()
    {
        (MlflowOptions mlflow, _) = Bind("experiment: { tracking_uri: \"http://host:5000\", run_name: first }");

        Assert.Equal((true, "http://host:5000", "first"), (mlflow.Enabled, mlflow.TrackingUri, mlflow.RunName));
    }

    [Fact]
    public void ANameAloneDoesNot()
    {
        (MlflowOptions mlflow, _) = Bind("experiment: { tracking_uri: null, run_name: first }");

        Assert.Equal((false, null, "first"), (mlflow.Enabled, mlflow.TrackingUri, mlflow.RunName));
    }

    [Fact]
    public void WhatTheOutputSaysItselfWins()
    {
        (MlflowOptions mlflow, _) = Bind("""
            experiment: { tracking_uri: mlruns }
            metrics: { mlflow: false }
            """);
        (MlflowOptions nested, _) = Bind("""
            experiment: { tracking_uri: mlruns }
            metrics: { mlflow: { nested_agents: true, tags: { team: x } } }
            """);

        Assert.Equal((false, "mlruns"), (mlflow.Enabled, mlflow.TrackingUri));
        Assert.Equal((true, true, "mlruns", "x"), (nested.Enabled, nested.NestedAgents, nested.TrackingUri, nested.Tags["team"]));
    }

    [Fact]
    public void UseWandbWithItsSectionIsTheOutput()
    {
        (_, WandbOptions wandb) = Bind("""
            use_wandb: true
            wandb: { project: p, entity: e, name: n, group: g, tags: [a, b], notes: "note", mode: offline }
            """);

        Assert.Equal((true, "p", "e", "n", "g", "note", WandbMode.Offline),
            (wandb.Enabled, wandb.Project, wandb.Entity, wandb.Name, wandb.Group, wandb.Notes, wandb.Mode));
        Assert.Equal(["a", "b"], wandb.Tags);
    }

    [Theory]
    [InlineData("use_wandb: true", true)]
    [InlineData("use_wandb: false\nwandb: { project: p }", false)]
    [InlineData("metrics: { wandb: true }\nwandb: { project: p }\nuse_wandb: true", true)]
    [InlineData("metrics: { wandb: { project: p } }", true)]
    [InlineData("training: { num_episodes: 1 }", false)]
    public void TheSwitchSaysWhetherItIsOn(string text, bool on) => Assert.Equal(on, Bind(text).Wandb.Enabled);

    [Fact]
    public void ASectionWithoutTheSwitchIsNamed()
    {
        Experiment experiment = Experiment("wandb: { project: p }");

        Assert.Equal("'wandb' has no effect without 'use_wandb: true'", Assert.Single(experiment.Warnings).Message);
    }

    [Theory]
    [InlineData("use_wandb: true\nwandb: { projekt: p }", "f.yaml(3,10): error: unknown key 'projekt', did you mean 'project'?")]
    [InlineData("use_wandb: often", "f.yaml(2,12): error:")]
    [InlineData("use_wandb: true\nwandb: p", "f.yaml(3,8): error: 'wandb' is a map of keys")]
    [InlineData("wandb: { mode: sometimes }\nuse_wandb: true", "f.yaml(2,16): error:")]
    [InlineData("use_wandb: true\nwandb: { project: p }\nmetrics: { wandb: { project: q } }", "f.yaml(3,10): error: 'project' is given here and under 'metrics.wandb'")]
    [InlineData("experiment: { tracking_uri: \"sqlite:///x.db\" }", "f.yaml(2,15): error: 'sqlite:' is nothing that runs are written to directly")]
    [InlineData("metrics: { wandb: { project: a/b } }", "f.yaml(2,19): error: 'a/b' can be no W&B project")]
    public void WhatIsWrongIsSaidAtItsPlace(string text, string message)
    {
        var e = Assert.Throws<ConfigException>(() => Experiment(text));

        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheResolvedFileSwitchesTheSameOutputsOn()
    {
        Experiment first = Experiment("experiment: { tracking_uri: mlruns }\nuse_wandb: true\nwandb: { project: p }");
        string text = YamlText.Write(first.ToConfig(new ConfigWriter()));

        Experiment second = ExperimentBinder.Bind(YamlParser.Parse(text, "f.yaml"), PluginCatalog.Host, new YamlConfigReader());

        Assert.Equal(text, YamlText.Write(second.ToConfig(new ConfigWriter())));
        Assert.Equal(["database", "mlflow", "tensorboard", "wandb"], second.Sinks.Where(static s => s.Enabled).Select(static s => s.Sink.Plugin.Name));
    }

    private static (MlflowOptions Mlflow, WandbOptions Wandb) Bind(string text)
    {
        Experiment experiment = Experiment(text);
        return ((MlflowOptions)Options(experiment, "mlflow"), (WandbOptions)Options(experiment, "wandb"));
    }

    private static object Options(Experiment experiment, string sink) => experiment.Sinks.Single(s => s.Sink.Plugin.Name == sink).Sink.Options;

    private static Experiment Experiment(string text) => ExperimentBinder.Bind(
        YamlParser.Parse("environment: { type: cartpole }\n" + text, "f.yaml"), PluginCatalog.Host, new YamlConfigReader());
}
