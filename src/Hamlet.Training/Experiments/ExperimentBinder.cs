using Hamlet.Callbacks;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Plugins;
using Hamlet.Training.Checkpoints;

namespace Hamlet.Training.Experiments;

/// <summary>
/// Turns the nodes of an experiment file into an <see cref="Experiment"/>: finds each plugin in the catalog, binds its options and the
/// host's from the same node, and reports everything that is wrong at once.
/// </summary>
public sealed class ExperimentBinder
{
    private static readonly string[] s_sections =
        ["experiment", "environment", "agents", "exploration", "intrinsic", "curriculum", "callbacks", "training", "evaluation", "checkpoints", "metrics",
            "backend", "use_wandb", "wandb"];

    private readonly PluginCatalog _catalog;
    private readonly ConfigBinder _binder;
    private readonly SectionBinder _sections;

    private ExperimentBinder(PluginCatalog catalog, IConfigReader reader)
    {
        _catalog = catalog;
        _binder = new ConfigBinder(reader);
        _sections = new SectionBinder(catalog, _binder);
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

        var options = _binder.Bind<ExperimentOptions>(_sections.Section(root, "experiment"));
        CheckName(root, options);
        ConfigMap environmentMap = _sections.Section(root, "environment");
        EnvironmentHostOptions environmentHost = _sections.BindHost<EnvironmentHostOptions>(environmentMap);
        var environment = _sections.BindPlugin<IEnvironment, EnvironmentContext, EnvironmentHostOptions>(
            environmentMap, "type", environmentHost.Type, "environment", "wrappers");
        IReadOnlyList<AgentPlan> agents = new AgentsBinder(_sections).Bind(root);
        (BackendHostOptions backendHost, BoundPlugin<IBackend, BackendContext>? backend, string? backendChoice) = new BackendBinder(_sections).Bind(root, agents);
        IReadOnlyList<BoundPlugin<ICallback, CallbackContext>> callbacks = _sections.BindList<ICallback, CallbackContext>(root, "callbacks", "callback");
        TrainingOptions training = BindTraining(root, agents.Sum(static a => a.Clones) * environmentHost.NumEnvs);
        var evaluation = _binder.Bind<EvaluationOptions>(_sections.Section(root, "evaluation"));
        CheckpointOptions checkpoints = BindCheckpoints(root);
        (MetricsHostOptions metrics, var sinks) = new MetricsBinder(_sections).Bind(_sections.Section(root, "metrics"));
        _binder.ThrowIfErrors();

        return new Experiment
        {
            Options = options,
            EnvironmentHost = environmentHost,
            Environment = environment!,
            Agents = agents,
            Callbacks = callbacks,
            Training = training,
            Evaluation = evaluation,
            Checkpoints = checkpoints,
            Metrics = metrics,
            Sinks = sinks,
            BackendHost = backendHost,
            Backend = backend!,
            BackendChoice = backendChoice,
            Warnings = [.. _binder.Errors],
        };
    }

    // How many of the best are kept is a number; that one is, or none, may also be said as yes or no.
    private CheckpointOptions BindCheckpoints(ConfigMap root)
    {
        ConfigMap map = _sections.Section(root, "checkpoints");
        if (map.TryGet("keep_best", out ConfigEntry? best) && best.Value is ConfigScalar { Quoted: false, Text: "true" or "false" } said)
        {
            map = map.With("keep_best", new ConfigScalar(said.Text == "true" ? "1" : "0", said.Span));
        }

        return _binder.Bind<CheckpointOptions>(map);
    }

    private TrainingOptions BindTraining(ConfigMap root, int rows)
    {
        var training = _binder.Bind<TrainingOptions>(_sections.Section(root, "training"));
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

    // The name is a part of the run's path.
    private void CheckName(ConfigMap root, ExperimentOptions options)
    {
        if (options.Name.Length == 0 || options.Name is "." or ".." || options.Name.AsSpan().IndexOfAny('/', '\\', '\0') >= 0)
        {
            _binder.Error(_sections.Section(root, "experiment").Span, $"the experiment's name '{options.Name}' can be no directory: use letters, digits, '-' and '_'");
        }
    }

    private void WarnOfSectionsWithoutEffect(ConfigMap root)
    {
        foreach (string section in (ReadOnlySpan<string>)["wandb"])
        {
            if (root.TryGet(section, out ConfigEntry? entry))
            {
                _binder.Warning(entry.KeySpan, $"'{section}' has no effect here");
            }
        }

        if (root.TryGet("use_wandb", out ConfigEntry? wandb)
            && ConfigCodec.Boolean.TryRead(wandb.Value, new OptionKey { Name = "use_wandb", Kind = OptionKind.Boolean }, _binder, out bool use) && use)
        {
            _binder.Warning(wandb.KeySpan, "'use_wandb' has no effect: there is no output 'wandb' here");
        }
    }
}
