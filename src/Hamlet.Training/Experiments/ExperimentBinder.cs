using Hamlet.Callbacks;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Metrics;
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

    private static readonly string[] s_maps = [.. s_sections.Except(["agents", "callbacks", "use_wandb", "wandb"])];

    // Each has an observation, a mask and a place in every batch: more than this is a typing error, and fills the memory before it is noticed.
    private const long MaxRows = 1 << 20;

    private readonly PluginCatalog _catalog;
    private readonly ConfigBinder _binder;
    private readonly SectionBinder _sections;

    private ExperimentBinder(PluginCatalog catalog, IConfigReader reader, Func<string, IReadOnlyCollection<string>, string> suggestPlugin)
    {
        _catalog = catalog;
        _binder = new ConfigBinder(reader) { PlaceOf = new KeyPlaces(catalog).Find, SuggestPlugin = suggestPlugin };
        _sections = new SectionBinder(catalog, _binder);
    }

    /// <summary>Binds an experiment.</summary>
    /// <param name="node">The content of its file.</param>
    /// <param name="catalog">The plugins to choose from.</param>
    /// <param name="reader">Opens the files that it refers to.</param>
    /// <exception cref="ConfigException">Something is wrong; it holds everything that is.</exception>
    public static Experiment Bind(ConfigNode node, PluginCatalog catalog, IConfigReader reader) => Bind(node, catalog, reader, NearestName.Suggest);

    /// <summary>The same of a program that knows where plugins come from that it has not (<see cref="ConfigBinder.SuggestPlugin"/>).</summary>
    internal static Experiment Bind(
        ConfigNode node, PluginCatalog catalog, IConfigReader reader, Func<string, IReadOnlyCollection<string>, string> suggestPlugin)
    {
        if (node is not ConfigMap root)
        {
            throw new ConfigException(node.Span, $"an experiment is a map of sections, not {node.Kind}");
        }

        if (PartFile.Describe(root, s_sections, catalog) is { } part)
        {
            throw new ConfigException(root.Span, part);
        }

        return new ExperimentBinder(catalog, reader, suggestPlugin).Bind(root);
    }

    private Experiment Bind(ConfigMap root)
    {
        root = _sections.WithMapsOnly(root, s_maps);
        var original = new OriginalKeys(_catalog, _binder, hasWorld: !_sections.Faulty.Contains("environment"));
        root = original.Translate(root);
        _binder.RejectUnknownKeys(root, s_sections);
        WarnOfSectionsWithoutEffect(root);

        var options = _binder.Bind<ExperimentOptions>(_sections.Section(root, "experiment"));
        CheckName(root, options);
        int errors = _sections.ErrorCount;
        ConfigMap environmentMap = _sections.Section(root, "environment");
        EnvironmentHostOptions environmentHost = _sections.BindHost<EnvironmentHostOptions>(environmentMap);
        var environment = original.NoWorld ? null : _sections.BindPlugin<IEnvironment, EnvironmentContext, EnvironmentHostOptions>(
            environmentMap, "type", environmentHost.Type, "environment", "wrappers");
        environment = _sections.ErrorCount > errors ? null : environment;
        IReadOnlyList<AgentPlan> agents = new AgentsBinder(_sections).Bind(root);
        long rows = agents.Sum(static a => (long)a.Clones) * environmentHost.NumEnvs;
        environment = CheckRows(environmentMap, environmentHost, rows) ? environment : null;
        errors = _sections.ErrorCount;
        (BackendHostOptions backendHost, BoundPlugin<IBackend, BackendContext>? backend, string? backendChoice) = new BackendBinder(_sections).Bind(root, agents);
        backend = _sections.ErrorCount > errors ? null : backend;
        IReadOnlyList<BoundPlugin<ICallback, CallbackContext>> callbacks = _sections.BindList<ICallback, CallbackContext>(root, "callbacks", "callback");
        TrainingOptions training = BindTraining(root, rows);
        var evaluation = _binder.Bind<EvaluationOptions>(_sections.Section(root, "evaluation"));
        CheckpointOptions checkpoints = BindCheckpoints(root);
        (MetricsHostOptions metrics, var sinks) = new MetricsBinder(_sections).Bind(_sections.Section(root, "metrics"));
        var experiment = new Experiment
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
        return _binder.HasErrors ? throw new ConfigException([.. _binder.Errors, .. Try(experiment)]) : experiment;
    }

    // What only shows when the parts are made is said in one go with what is wrong in the file. What has an error of its own is left out.
    private static IReadOnlyList<ConfigError> Try(Experiment draft)
    {
        try
        {
            new TrainingParts(draft, MetricLog.None, output: null).Dispose();
            return [];
        }
        catch (ConfigException e)
        {
            return e.Errors;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever a part makes of a draft, the errors that are known are what the user needs.
            return [];
        }
    }

    private bool CheckRows(ConfigMap environment, EnvironmentHostOptions host, long rows)
    {
        if (rows <= MaxRows)
        {
            return true;
        }

        ConfigSpan span = environment.TryGet("num_envs", out ConfigEntry? entry) ? entry.Value.Span : environment.Span;
        _binder.Error(span, FormattableString.Invariant(
            $"{host.NumEnvs:N0} environments for each of {rows / host.NumEnvs:N0} agents are {rows:N0}, of {MaxRows:N0} that are possible: lower 'num_envs' or 'clones'"));
        return false;
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

    private TrainingOptions BindTraining(ConfigMap root, long rows)
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
                training.Source, $"'total_steps' is {steps}, no multiple of the {rows} environments stepped at once: {((steps / rows) + 1) * rows} will be made");
        }

        return training;
    }

    // The name is a part of the run's path.
    private void CheckName(ConfigMap root, ExperimentOptions options)
    {
        if (NameRule.Problem(options.Name) is { } problem)
        {
            _binder.Error(_sections.Section(root, "experiment").Span, $"the experiment's name '{NameRule.Show(options.Name)}' can be no directory: {problem}");
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
