using Hamlet.Algorithms;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Networks;
using Hamlet.Plugins;

namespace Hamlet.Training.Experiments;

/// <summary>
/// Turns the nodes of an experiment file into an <see cref="Experiment"/>: finds each plugin in the catalog, binds its options and the
/// host's from the same node, and reports everything that is wrong at once.
/// </summary>
public sealed class ExperimentBinder
{
    private static readonly string[] s_sections =
        ["experiment", "environment", "agents", "exploration", "intrinsic", "curriculum", "training", "evaluation", "checkpoints", "metrics",
            "backend", "use_wandb", "wandb"];

    private readonly PluginCatalog _catalog;
    private readonly ConfigBinder _binder;

    private ExperimentBinder(PluginCatalog catalog, IConfigReader reader)
    {
        _catalog = catalog;
        _binder = new ConfigBinder(reader);
    }

    /// <summary>Binds an experiment.</summary>
    /// <param name="node">The content of its file.</param>
    /// <param name="catalog">The plugins to choose from.</param>
    /// <param name="reader">Opens the files that it refers to.</param>
    /// <exception cref="ConfigException">Something is wrong; it holds everything that is.</exception>
    public static Experiment Bind(ConfigNode node, PluginCatalog catalog, IConfigReader reader)
    {
        if (node is not ConfigMap root)
        {
            throw new ConfigException(node.Span, $"an experiment is a map of sections, not {node.Kind}");
        }

        return new ExperimentBinder(catalog, reader).Bind(root);
    }

    private Experiment Bind(ConfigMap root)
    {
        root = new OriginalKeys(_catalog, _binder).Translate(root);
        _binder.RejectUnknownKeys(root, s_sections);
        WarnOfSectionsWithoutEffect(root);

        var options = _binder.Bind<ExperimentOptions>(Section(root, "experiment"));
        CheckName(root, options);
        ConfigMap environmentMap = Section(root, "environment");
        EnvironmentHostOptions environmentHost = BindHost<EnvironmentHostOptions>(environmentMap);
        var environment = BindPlugin<IEnvironment, EnvironmentContext, EnvironmentHostOptions>(
            environmentMap, "type", environmentHost.Type, "environment");
        ConfigMap backendMap = Section(root, "backend");
        BackendHostOptions backendHost = BindHost<BackendHostOptions>(backendMap);
        var backend = BindPlugin<IBackend, BackendContext, BackendHostOptions>(backendMap, "type", backendHost.Type, "backend");
        IReadOnlyList<AgentPlan> agents = BindAgents(root);
        TrainingOptions training = BindTraining(root, agents.Count * environmentHost.NumEnvs);
        var evaluation = _binder.Bind<EvaluationOptions>(Section(root, "evaluation"));
        (MetricsHostOptions metrics, var sinks) = BindMetrics(Section(root, "metrics"));
        _binder.ThrowIfErrors();

        return new Experiment
        {
            Options = options,
            EnvironmentHost = environmentHost,
            Environment = environment!,
            Agents = agents,
            Training = training,
            Evaluation = evaluation,
            Metrics = metrics,
            Sinks = sinks,
            BackendHost = backendHost,
            Backend = backend!,
            Warnings = [.. _binder.Errors],
        };
    }

    private ConfigMap Section(ConfigMap root, string name)
    {
        if (!root.TryGet(name, out ConfigEntry? entry) || entry.Value is ConfigScalar { IsNull: true })
        {
            return ConfigMap.Empty(entry?.Value.Span ?? root.Span);
        }

        if (entry.Value is ConfigMap map)
        {
            return map;
        }

        _binder.Error(entry.Value.Span, $"'{name}' is a map of keys, not {entry.Value.Kind}");
        return ConfigMap.Empty(entry.Value.Span);
    }

    private T BindHost<T>(ConfigMap map)
        where T : class, IOptions<T> => T.Bind(map, _binder);

    // Host keys and the plugin's stand in one map: what neither knows is unknown.
    private BoundPlugin<TRole, TContext>? BindPlugin<TRole, TContext, THost>(
        ConfigMap map, string key, string name, string what, params ReadOnlySpan<string> extraKeys)
        where TRole : class
        where TContext : class
        where THost : class, IOptions<THost>
    {
        ConfigSpan span = map.TryGet(key, out ConfigEntry? entry) ? entry.Value.Span : map.Span;
        if (!_catalog.TryFind<TRole, TContext>(name, what, span, _binder, out Plugin<TRole, TContext>? plugin))
        {
            return null;
        }

        _binder.RejectUnknownKeys(map, [.. THost.Schema.Names, .. plugin.Options.Names, .. extraKeys]);
        return plugin.Bind(map, _binder);
    }

    private List<AgentPlan> BindAgents(ConfigMap root)
    {
        ConfigMap sharedExploration = Section(root, "exploration");
        var agents = new List<AgentPlan>();
        foreach (ConfigMap map in AgentMaps(root))
        {
            AgentHostOptions host = BindHost<AgentHostOptions>(map);
            string id = host.AgentId ?? $"agent_{agents.Count}";
            if (id.Length == 0 || id.Contains('/', StringComparison.Ordinal))
            {
                _binder.Error(map.Span, $"the agent's name '{id}' would make no tag: give it a word without a slash");
            }

            if (agents.Exists(a => a.Id == id))
            {
                _binder.Error(map.Span, $"two agents are named '{id}'");
            }

            var algorithm = BindPlugin<IAlgorithm, AlgorithmContext, AgentHostOptions>(map, "algorithm", host.Algorithm, "algorithm", "exploration");
            ConfigMap own = map.TryGet("exploration", out _) ? Section(map, "exploration") : sharedExploration;
            // The shared section is bound once an agent, but what is wrong in it is said once.
            var exploration = agents.Count > 0 && ReferenceEquals(own, sharedExploration) ? agents[0].Exploration : BindExploration(own);
            agents.Add(new AgentPlan(id, algorithm!, exploration));
        }

        return agents;
    }

    private List<ConfigMap> AgentMaps(ConfigMap root)
    {
        if (!root.TryGet("agents", out ConfigEntry? entry))
        {
            return [ConfigMap.Empty(root.Span)];
        }

        var maps = new List<ConfigMap>();
        foreach (ConfigNode node in entry.Value is ConfigList list ? list.Items : [entry.Value])
        {
            if (node is ConfigMap map)
            {
                maps.Add(map);
            }
            else
            {
                _binder.Error(node.Span, $"an agent is a map of keys, not {node.Kind}");
            }
        }

        if (maps.Count == 0 && !_binder.HasErrors)
        {
            _binder.Error(entry.Value.Span, "an experiment has at least one agent");
        }

        return maps;
    }

    private BoundPlugin<IExploration, ExplorationContext>? BindExploration(ConfigMap map)
    {
        string type = BindHost<SelectionOptions>(map).Type ?? "epsilon_greedy";
        if (type == "none")
        {
            _binder.RejectUnknownKeys(map, SchemaOf<SelectionOptions>());
            return null;
        }

        return BindPlugin<IExploration, ExplorationContext, SelectionOptions>(map, "type", type, "exploration");
    }

    private TrainingOptions BindTraining(ConfigMap root, int rows)
    {
        var training = _binder.Bind<TrainingOptions>(Section(root, "training"));
        if (training is { TotalSteps: not null, NumEpisodes: not null })
        {
            _binder.Error(training.Source, "'total_steps' and 'num_episodes' are two ends of one training: keep one");
        }

        if (training is { TotalSteps: null, NumEpisodes: null })
        {
            training = training with { TotalSteps = 100_000 };
        }

        if (training.TotalSteps is { } steps && rows > 0 && steps % rows != 0)
        {
            _binder.Warning(
                training.Source, $"{steps} steps are no multiple of the {rows} environments stepped at once: {((steps / rows) + 1) * rows} will be made");
        }

        return training;
    }

    private (MetricsHostOptions Host, List<(BoundPlugin<IMetricSink, SinkContext> Sink, bool Enabled)> Sinks) BindMetrics(ConfigMap map)
    {
        IReadOnlyList<Plugin<IMetricSink, SinkContext>> plugins = _catalog.Of<IMetricSink, SinkContext>();
        _binder.RejectUnknownKeys(map, [.. SchemaOf<MetricsHostOptions>().Names, .. plugins.Select(p => p.Name)]);
        var sinks = new List<(BoundPlugin<IMetricSink, SinkContext> Sink, bool Enabled)>();
        foreach (Plugin<IMetricSink, SinkContext> plugin in plugins)
        {
            bool mentioned = map.TryGet(plugin.Name, out ConfigEntry? entry);
            bool? said = null;
            ConfigMap options = ConfigMap.Empty(map.Span);
            if (entry?.Value is ConfigMap given)
            {
                said = given.TryGet("enabled", out _) ? null : true;
                options = given;
            }
            else if (entry is not null)
            {
                said = ConfigCodec.Boolean.TryRead(entry.Value, new OptionKey { Name = plugin.Name, Kind = OptionKind.Boolean }, _binder, out bool on) && on;
            }

            bool switches = plugin.Options.Keys.Any(static k => k.Name == "enabled");
            if (switches && said is { } value)
            {
                options = options.With("enabled", new ConfigScalar(value ? "true" : "false", entry!.Value.Span));
            }

            _binder.RejectUnknownKeys(options, plugin.Options);
            BoundPlugin<IMetricSink, SinkContext> bound = plugin.Bind(options, _binder);
            sinks.Add((bound, bound.Options is ISinkOptions own ? own.Enabled : mentioned && said != false));
        }

        return (BindHost<MetricsHostOptions>(map), sinks);
    }

    // The name is a part of the run's path.
    private void CheckName(ConfigMap root, ExperimentOptions options)
    {
        if (options.Name.Length == 0 || options.Name is "." or ".." || options.Name.AsSpan().IndexOfAny('/', '\\', '\0') >= 0)
        {
            _binder.Error(Section(root, "experiment").Span, $"the experiment's name '{options.Name}' can be no directory: use letters, digits, '-' and '_'");
        }
    }

    private void WarnOfSectionsWithoutEffect(ConfigMap root)
    {
        foreach (string section in (ReadOnlySpan<string>)["intrinsic", "curriculum"])
        {
            ConfigMap map = Section(root, section);
            if (BindHost<SelectionOptions>(map).Type is { } type && type != "none")
            {
                map.TryGet("type", out ConfigEntry? entry);
                _binder.Error(entry!.Value.Span, $"there is no {section} '{type}'; valid: none");
            }
            else
            {
                _binder.RejectUnknownKeys(map, SchemaOf<SelectionOptions>());
            }
        }

        foreach (string section in (ReadOnlySpan<string>)["checkpoints", "wandb"])
        {
            if (root.TryGet(section, out ConfigEntry? entry))
            {
                _binder.Warning(entry.KeySpan, $"'{section}' has no effect in this version");
            }
        }

        if (root.TryGet("use_wandb", out ConfigEntry? wandb)
            && ConfigCodec.Boolean.TryRead(wandb.Value, new OptionKey { Name = "use_wandb", Kind = OptionKind.Boolean }, _binder, out bool use) && use)
        {
            _binder.Warning(wandb.KeySpan, "'use_wandb' has no effect in this version");
        }
    }

    private static OptionsSchema SchemaOf<T>()
        where T : class, IOptions<T> => T.Schema;
}
