using Hamlet.Algorithms;
using Hamlet.Callbacks;
using Hamlet.Configuration;
using Hamlet.Curricula;
using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Networks;
using Hamlet.Plugins;
using Hamlet.Training.Checkpoints;
using Hamlet.Training.Experiments;

namespace Hamlet.Hosting.Schema;

/// <summary>What an experiment file may hold, given the plugins of a program: the sections that <see cref="ExperimentBinder"/> reads.</summary>
/// <param name="catalog">The plugins.</param>
internal sealed class ExperimentShape(PluginCatalog catalog)
{
    /// <summary>The sections in the order in which people write them.</summary>
    public IReadOnlyList<ExperimentSection> Sections { get; } = Make(catalog);

    private static List<ExperimentSection> Make(PluginCatalog catalog)
    {
        Plugin? wandb = catalog.Of<IMetricSink, SinkContext>().FirstOrDefault(static p => p.Name == "wandb");
        List<ExperimentSection> sections =
        [
            With(Of<ExperimentOptions>("experiment"), Tracking(catalog)),
            With(Selected<IEnvironment, EnvironmentContext, EnvironmentHostOptions>(
                catalog, "environment", new EnvironmentHostOptions().Type) with { Inner = [Wrappers(catalog)] }, []),
            With(Agents(catalog), []),
            .. Shared(catalog),
            Many<ICallback, CallbackContext>(catalog, "callbacks", "What acts while training goes on: a list, in order."),
            With(Of<TrainingOptions>("training"), Hyperparameters(catalog)),
            Of<EvaluationOptions>("evaluation"),
            Of<CheckpointOptions>("checkpoints"),
            With(Of<MetricsHostOptions>("metrics") with { Switches = catalog.Of<IMetricSink, SinkContext>() }, []),
            With(Selected<IBackend, BackendContext, BackendHostOptions>(catalog, "backend", new BackendHostOptions().Type), []),
        ];
        if (wandb is not null)
        {
            sections.Add(new ExperimentSection("wandb", "What Weights & Biases is told, where 'use_wandb' is true.", wandb.Options));
        }

        return sections;
    }

    private static ExperimentSection Agents(PluginCatalog catalog) =>
        Selected<IAlgorithm, AlgorithmContext, AgentHostOptions>(catalog, "agents", new AgentHostOptions().Algorithm) with
        {
            IsList = true,
            Selector = "algorithm",
            Inner = [.. Shared(catalog), Wrappers(catalog)],
        };

    private static ExperimentSection[] Shared(PluginCatalog catalog) =>
    [
        Optional<IExploration, ExplorationContext>(catalog, "exploration", "How agents try what they do not know.", "epsilon_greedy"),
        Optional<IIntrinsic, IntrinsicContext>(catalog, "intrinsic", "A reward that agents give themselves.", "none"),
        Optional<ICurriculum, CurriculumContext>(catalog, "curriculum", "How difficult the world is, in the course of training.", "none"),
    ];

    private static ExperimentSection Wrappers(PluginCatalog catalog) =>
        Many<IWrapper, WrapperContext>(catalog, "wrappers", "What stands between the world and the agents: a list, from the world's side.");

    private static ExperimentSection Of<T>(string name)
        where T : class, IOptions<T>
    {
        OptionsSchema schema = OptionsSchema.Of<T>();
        return new ExperimentSection(name, schema.Description, schema);
    }

    private static ExperimentSection Selected<TRole, TContext, THost>(PluginCatalog catalog, string name, string fallback)
        where TRole : class
        where TContext : class
        where THost : class, IOptions<THost> => Of<THost>(name) with { Plugins = catalog.Of<TRole, TContext>(), Fallback = fallback };

    private static ExperimentSection Optional<TRole, TContext>(PluginCatalog catalog, string name, string description, string fallback)
        where TRole : class
        where TContext : class => new(name, description, OptionsSchema.Of<SelectionOptions>())
        {
            Plugins = catalog.Of<TRole, TContext>(), Fallback = fallback, MayBeNone = true,
        };

    private static ExperimentSection Many<TRole, TContext>(PluginCatalog catalog, string name, string description)
        where TRole : class
        where TContext : class => new(name, description, OptionsSchema.Of<SelectionOptions>())
        {
            Plugins = catalog.Of<TRole, TContext>(), IsList = true,
        };

    private static ExperimentSection With(ExperimentSection section, IEnumerable<OptionKey> more)
    {
        IEnumerable<OptionKey> original = OriginalKeys.Accepted.Where(k => k.Section == section.Name).Select(static k => new OptionKey
        {
            Name = k.Key,
            Kind = OptionKind.Text,
            Description = $"A key of the original Hamlet: {k.Meaning}.",
            Nullable = true,
            Deprecated = k.Meaning,
        });
        return section with { Foreign = [.. more.Concat(original).DistinctBy(static k => k.Name)] };
    }

    // What the experiment says of MLflow in its own section.
    private static IEnumerable<OptionKey> Tracking(PluginCatalog catalog) =>
        catalog.Of<IMetricSink, SinkContext>().FirstOrDefault(static p => p.Name == "mlflow")?.Options.Keys
            .Where(static k => k.Name is "tracking_uri" or "run_name") ?? [];

    // What the original kept under "training" is a default for every agent whose algorithm has the key.
    private static IEnumerable<OptionKey> Hyperparameters(PluginCatalog catalog)
    {
        string[] own = [.. OptionsSchema.Of<TrainingOptions>().Names];
        return catalog.Of<IAlgorithm, AlgorithmContext>().SelectMany(static p => p.Options.Keys)
            .SelectMany(static key => key.Names.Select(name => key with
            {
                Name = name,
                Aliases = [],
                OldNames = [],
                Required = false,
                Deprecated = "give it in the agent's entry",
            }))
            .Where(key => !own.Contains(key.Name, StringComparer.Ordinal));
    }
}
