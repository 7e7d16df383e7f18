using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Networks;
using Hamlet.Plugins;

namespace Hamlet.Training.Experiments;

/// <summary>An experiment with every option bound and checked: ready to run, and to be written down whole.</summary>
public sealed record Experiment
{
    /// <summary>Its name and seed.</summary>
    public required ExperimentOptions Options { get; init; }

    /// <summary>What every environment has.</summary>
    public required EnvironmentHostOptions EnvironmentHost { get; init; }

    /// <summary>The environment.</summary>
    public required BoundPlugin<IEnvironment, EnvironmentContext> Environment { get; init; }

    /// <summary>The agents, at least one.</summary>
    public required IReadOnlyList<AgentPlan> Agents { get; init; }

    /// <summary>When training ends; exactly one of the two ends is set.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>How the policy is measured.</summary>
    public required EvaluationOptions Evaluation { get; init; }

    /// <summary>What concerns every output.</summary>
    public required MetricsHostOptions Metrics { get; init; }

    /// <summary>The outputs by name, with whether they write.</summary>
    public required IReadOnlyList<(BoundPlugin<IMetricSink, SinkContext> Sink, bool Enabled)> Sinks { get; init; }

    /// <summary>What every backend has.</summary>
    public required BackendHostOptions BackendHost { get; init; }

    /// <summary>The backend.</summary>
    public required BoundPlugin<IBackend, BackendContext> Backend { get; init; }

    /// <summary>What is suspicious in the input and stops nothing.</summary>
    public required IReadOnlyList<ConfigError> Warnings { get; init; }

    /// <summary>The name in evaluation tags.</summary>
    public string EvaluationName => Evaluation.Name ?? Options.Name;

    /// <summary>The names of the agents.</summary>
    public MetricAgents MetricAgents => new([.. Agents.Select(a => a.Id)]);

    /// <summary>
    /// The whole experiment as a file that binds to the same one: every option of every part with its value, defaults included.
    /// </summary>
    public ConfigMap ToConfig(ConfigWriter writer)
    {
        var root = ConfigMap.Empty(default)
            .With("experiment", ExperimentOptionsConfig(writer))
            .With("environment", Join(Write(EnvironmentHost, writer), Stated(Environment, writer)))
            .With("agents", new ConfigList([.. Agents.Select(a => AgentConfig(a, writer))], default))
            .With("training", Write(Training, writer))
            .With("evaluation", Write(Evaluation, writer));
        ConfigMap metrics = Write(Metrics, writer);
        foreach ((BoundPlugin<IMetricSink, SinkContext> sink, bool enabled) in Sinks)
        {
            ConfigMap options = sink.ToConfig(writer);
            metrics = metrics.With(
                sink.Plugin.Name, options.Entries.Count == 0 ? new ConfigScalar(enabled ? "true" : "false", default) : options);
        }

        return root
            .With("metrics", metrics)
            .With("backend", Join(Write(BackendHost, writer), Stated(Backend, writer)));
    }

    private static ConfigMap AgentConfig(AgentPlan agent, ConfigWriter writer)
    {
        var host = new AgentHostOptions { AgentId = agent.Id, Algorithm = agent.Algorithm.Plugin.Name };
        ConfigMap map = Join(Write(host, writer), Stated(agent.Algorithm, writer));
        ConfigMap exploration = Write(new SelectionOptions { Type = agent.Exploration?.Plugin.Name ?? "none" }, writer);
        return map.With("exploration", agent.Exploration is { } chosen ? Join(exploration, Stated(chosen, writer)) : exploration);
    }

    private static ConfigMap Write<T>(T options, ConfigWriter writer)
        where T : class, IOptions<T> => Stated(T.ToConfig(options, writer), T.Schema);

    private static ConfigMap Stated<TRole, TContext>(BoundPlugin<TRole, TContext> plugin, ConfigWriter writer)
        where TRole : class
        where TContext : class => Stated(plugin.ToConfig(writer), plugin.Plugin.Options);

    // An option that may be null, is, and is by default says nothing: left out, or the town's file would be a page of "null".
    private static ConfigMap Stated(ConfigMap map, OptionsSchema schema)
    {
        foreach (OptionKey key in schema.Keys.Where(static k => k is { Nullable: true, Default: null or "null" }))
        {
            if (map.TryGet(key.Name, out ConfigEntry? entry) && entry.Value is ConfigScalar { IsNull: true })
            {
                map = map.Without(key.Name);
            }
        }

        return map;
    }

    private static ConfigMap Join(ConfigMap host, ConfigMap plugin) => new([.. host.Entries, .. plugin.Entries], host.Span);

    private ConfigMap ExperimentOptionsConfig(ConfigWriter writer) => Write(Options, writer);
}
