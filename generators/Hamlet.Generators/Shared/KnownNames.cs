namespace Hamlet.Generators;

/// <summary>The metadata names of the types that the generators look for. A test ties each to the type that it names.</summary>
internal static class KnownNames
{
    public const string OptionsAttribute = "Hamlet.OptionsAttribute";
    public const string OptionAttribute = "Hamlet.OptionAttribute";
    public const string RangeAttribute = "Hamlet.RangeAttribute";
    public const string OneOfAttribute = "Hamlet.OneOfAttribute";
    public const string OptionsInterface = "Hamlet.Configuration.IOptions`1";
    public const string ConfigSpan = "Hamlet.Configuration.ConfigSpan";
    public const string NoOptions = "Hamlet.Configuration.NoOptions";

    public const string SectionKeysAttribute = "Hamlet.Plugins.SectionKeysAttribute";
    public const string PluginAttribute = "Hamlet.Plugins.PluginAttribute`2";
    public const string HamletPluginsAttribute = "Hamlet.Plugins.HamletPluginsAttribute";
    public const string PluginCatalog = "Hamlet.Plugins.PluginCatalog";
    public const string AlgorithmAttribute = "Hamlet.AlgorithmAttribute";
    public const string BackendAttribute = "Hamlet.BackendAttribute";
    public const string EnvironmentAttribute = "Hamlet.EnvironmentAttribute";
    public const string Environment = "Hamlet.Environments.IEnvironment";
    public const string Episode = "Hamlet.Environments.IEpisode";
    public const string EpisodeEnvironment = "Hamlet.Environments.EpisodeEnvironment";
    public const string ExplorationAttribute = "Hamlet.ExplorationAttribute";
    public const string IntrinsicAttribute = "Hamlet.IntrinsicAttribute";
    public const string CurriculumAttribute = "Hamlet.CurriculumAttribute";
    public const string WrapperAttribute = "Hamlet.WrapperAttribute";
    public const string CallbackAttribute = "Hamlet.CallbackAttribute";
    public const string SinkAttribute = "Hamlet.SinkAttribute";

    public const string MetricRecordAttribute = "Hamlet.MetricRecordAttribute";
    public const string StepAttribute = "Hamlet.StepAttribute";
    public const string EpisodeAttribute = "Hamlet.EpisodeAttribute";
    public const string AgentAttribute = "Hamlet.AgentAttribute";
    public const string TagPartAttribute = "Hamlet.TagPartAttribute";
    public const string ScalarAttribute = "Hamlet.ScalarAttribute";
    public const string HistogramAttribute = "Hamlet.HistogramAttribute";
    public const string TextAttribute = "Hamlet.TextAttribute";
    public const string ImageAttribute = "Hamlet.ImageAttribute";
    public const string ScalarMapAttribute = "Hamlet.ScalarMapAttribute";
    public const string ColumnAttribute = "Hamlet.ColumnAttribute";
    public const string TagName = "Hamlet.Metrics.TagName";
    public const string MetricImage = "Hamlet.Metrics.MetricImage";
    public const string MetricMap = "Hamlet.Metrics.MetricMap";

    public const string Experimental = "System.Diagnostics.CodeAnalysis.ExperimentalAttribute";
    public const string Obsolete = "System.ObsoleteAttribute";
    public const string ReadOnlyMemory = "System.ReadOnlyMemory`1";
    public const string ReadOnlyList = "System.Collections.Generic.IReadOnlyList`1";
    public const string ReadOnlyDictionary = "System.Collections.Generic.IReadOnlyDictionary`2";
}
