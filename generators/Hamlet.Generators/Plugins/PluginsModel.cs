namespace Hamlet.Generators.Plugins;

/// <summary>All plugins of an assembly, by role and then by name.</summary>
/// <param name="Namespace">The namespace of what is generated for this assembly.</param>
/// <param name="Plugins">The plugins.</param>
internal sealed record PluginsModel(string Namespace, EquatableArray<PluginModel> Plugins);
