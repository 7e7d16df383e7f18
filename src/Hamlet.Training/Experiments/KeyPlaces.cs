using Hamlet.Algorithms;
using Hamlet.Callbacks;
using Hamlet.Configuration;
using Hamlet.Curricula;
using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Networks;
using Hamlet.Plugins;
using Hamlet.Training.Checkpoints;

namespace Hamlet.Training.Experiments;

/// <summary>Knows where each key belongs, for whoever wrote one into another section.</summary>
/// <param name="catalog">The plugins, whose keys are known too.</param>
internal sealed class KeyPlaces(PluginCatalog catalog)
{
    private static readonly (string Section, OptionsSchema Schema)[] s_sections =
    [
        ("'experiment'", SectionBinder.SchemaOf<ExperimentOptions>()),
        ("'training'", SectionBinder.SchemaOf<TrainingOptions>()),
        ("'environment'", SectionBinder.SchemaOf<EnvironmentHostOptions>()),
        ("an entry of 'agents'", SectionBinder.SchemaOf<AgentHostOptions>()),
        ("'evaluation'", SectionBinder.SchemaOf<EvaluationOptions>()),
        ("'checkpoints'", SectionBinder.SchemaOf<CheckpointOptions>()),
        ("'metrics'", SectionBinder.SchemaOf<MetricsHostOptions>()),
        ("'backend'", SectionBinder.SchemaOf<BackendHostOptions>()),
        ("an agent's 'network'", SectionBinder.SchemaOf<NetworkOptions>()),
    ];

    /// <summary>Where a key belongs, as the end of a sentence; null if nothing has it, and for <c>type</c>, which many have.</summary>
    public string? Find(string key) => key == "type" ? null
        : s_sections.Where(section => section.Schema.Names.Contains(key)).Select(static section => section.Section).FirstOrDefault()
        ?? (catalog.Of<IMetricSink, SinkContext>().Any(sink => sink.Name == key) ? "'metrics'" : null)
        ?? Of<IAlgorithm, AlgorithmContext>(key, "an entry of 'agents' with algorithm")
        ?? Of<IEnvironment, EnvironmentContext>(key, "'environment' with type")
        ?? Of<IExploration, ExplorationContext>(key, "'exploration' with type")
        ?? Of<IIntrinsic, IntrinsicContext>(key, "'intrinsic' with type")
        ?? Of<ICurriculum, CurriculumContext>(key, "'curriculum' with type")
        ?? Of<IWrapper, WrapperContext>(key, "an entry of 'wrappers' with type")
        ?? Of<ICallback, CallbackContext>(key, "an entry of 'callbacks' with type");

    private string? Of<TRole, TContext>(string key, string place)
        where TRole : class
        where TContext : class
    {
        string[] names = [.. catalog.Of<TRole, TContext>().Where(plugin => plugin.Options.Names.Contains(key)).Select(static plugin => plugin.Name)];
        return names.Length == 0 ? null : $"{place}: {string.Join(" or ", names)}";
    }
}
