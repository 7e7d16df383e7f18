using Hamlet.Callbacks;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Networks;
using Hamlet.Plugins;
using Hamlet.Randomness;
using Hamlet.Training.Checkpoints;
using Hamlet.Training.Evaluation;

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

    /// <summary>The callbacks, in the order of the file.</summary>
    public IReadOnlyList<BoundPlugin<ICallback, CallbackContext>> Callbacks { get; init; } = [];

    /// <summary>When training ends; exactly one of the two ends is set.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>How the policy is measured.</summary>
    public required EvaluationOptions Evaluation { get; init; }

    /// <summary>When the run's state is saved, and what is kept.</summary>
    public CheckpointOptions Checkpoints { get; init; } = new();

    /// <summary>What concerns every output.</summary>
    public required MetricsHostOptions Metrics { get; init; }

    /// <summary>The outputs by name, with whether they write.</summary>
    public required IReadOnlyList<(BoundPlugin<IMetricSink, SinkContext> Sink, bool Enabled)> Sinks { get; init; }

    /// <summary>What every backend has.</summary>
    public required BackendHostOptions BackendHost { get; init; }

    /// <summary>The backend.</summary>
    public required BoundPlugin<IBackend, BackendContext> Backend { get; init; }

    /// <summary>What <c>backend: { type: auto }</c> was taken for, and why; null where the file names the backend.</summary>
    public string? BackendChoice { get; init; }

    /// <summary>The sweep that it is a trial of; null for none. Stands in no file: a trial repeated by itself is a run like any other.</summary>
    public SweepMembership? Sweep { get; init; }

    /// <summary>What is suspicious in the input and stops nothing.</summary>
    public required IReadOnlyList<ConfigError> Warnings { get; init; }

    /// <summary>The name in evaluation tags.</summary>
    public string EvaluationName => Evaluation.Name ?? Options.Name;

    /// <summary>The names of the agents.</summary>
    public MetricAgents MetricAgents => new([.. Agents.SelectMany(static a => a.Names)]);

    /// <summary>The rows of the world, those of all agents.</summary>
    public int Rows => EnvironmentHost.NumEnvs * Agents.Sum(static a => a.Clones);

    /// <summary>Makes the environment, with the step limit that was asked for, also where the plugin does not keep it itself.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="streams">Where its random streams come from.</param>
    /// <exception cref="ConfigException">The environment refuses its options, or what it says of itself cannot be; everything that is wrong with that.</exception>
    public IEnvironment CreateEnvironment(int rows, RandomStreams streams)
    {
        IEnvironment made = Environment.Create(
            new EnvironmentContext { Rows = rows, Streams = streams, MaxSteps = EnvironmentHost.MaxSteps });
        IReadOnlyList<string> problems = EnvironmentSpecCheck.Problems(made, rows);
        if (problems.Count > 0)
        {
            // What it throws when it is closed is of no interest beside that.
            Closing.Quietly(made);
            throw new ConfigException([.. problems.Select(problem => new ConfigError(Environment.Span, $"environment '{Environment.Plugin.Name}': {problem}"))]);
        }

        return EnvironmentHost.MaxSteps is { } limit && made.Spec.MaxSteps != limit ? new TimeLimitEnvironment(made, limit) : made;
    }

    /// <summary>
    /// The whole experiment as a file that binds to the same one: every option of every part with its value, defaults included.
    /// </summary>
    public ConfigMap ToConfig(ConfigWriter writer)
    {
        var root = ConfigMap.Empty(default)
            .With("experiment", ExperimentOptionsConfig(writer))
            .With("environment", Join(Write(EnvironmentHost, writer), Stated(Environment, writer)))
            .With("agents", new ConfigList([.. Agents.Select(a => AgentConfig(a, writer))], default))
            .With("callbacks", List(Callbacks, writer))
            .With("training", Write(Training, writer))
            .With("evaluation", Write(Evaluation, writer))
            .With("checkpoints", Write(Checkpoints, writer));
        ConfigMap metrics = Write(Metrics, writer);
        foreach ((BoundPlugin<IMetricSink, SinkContext> sink, bool enabled) in Sinks)
        {
            ConfigMap options = Stated(sink, writer);
            metrics = metrics.With(
                sink.Plugin.Name, options.Entries.Count == 0 ? new ConfigScalar(enabled ? "true" : "false", default) : options);
        }

        return root
            .With("metrics", metrics)
            .With("backend", Join(Write(BackendHost, writer), Stated(Backend, writer)));
    }

    private static ConfigMap AgentConfig(AgentPlan agent, ConfigWriter writer)
    {
        var host = new AgentHostOptions { AgentId = agent.Id, Algorithm = agent.Algorithm.Plugin.Name, Clones = agent.Clones, InitFrom = agent.InitFrom?.ToString() };
        return Join(Write(host, writer), Stated(agent.Algorithm, writer))
            .With("exploration", Selected(agent.Exploration, writer))
            .With("wrappers", List(agent.Wrappers, writer))
            .With("intrinsic", Selected(agent.Intrinsic, writer))
            .With("curriculum", Selected(agent.Curriculum, writer));
    }

    private static ConfigList List<TRole, TContext>(IReadOnlyList<BoundPlugin<TRole, TContext>> plugins, ConfigWriter writer)
        where TRole : class
        where TContext : class => new([.. plugins.Select(plugin => Selected(plugin, writer))], default);

    // The key that selects a plugin, or "none", with the plugin's own beside it.
    private static ConfigMap Selected<TRole, TContext>(BoundPlugin<TRole, TContext>? plugin, ConfigWriter writer)
        where TRole : class
        where TContext : class
    {
        ConfigMap selection = Write(new SelectionOptions { Type = plugin?.Plugin.Name ?? "none" }, writer);
        return plugin is null ? selection : Join(selection, Stated(plugin, writer));
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
