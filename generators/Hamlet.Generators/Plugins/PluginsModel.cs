namespace Hamlet.Generators.Plugins;

/// <summary>What an assembly registers.</summary>
/// <param name="Namespace">The namespace of what is generated for the assembly.</param>
/// <param name="Plugins">Its plugins, by role and name.</param>
/// <param name="Records">Its metric records, in order.</param>
internal sealed record PluginsModel(string Namespace, EquatableArray<PluginModel> Plugins, EquatableArray<RecordModel> Records);
