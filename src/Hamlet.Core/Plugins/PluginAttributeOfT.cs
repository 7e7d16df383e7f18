namespace Hamlet.Plugins;

/// <summary>
/// Says what a kind of plugin implements and what its constructor may ask for. A plugin has one public constructor, with its options
/// record, its context, both in this order, or neither.
/// </summary>
/// <typeparam name="TRole">The interface that the class implements.</typeparam>
/// <typeparam name="TContext">What the framework gives its constructor.</typeparam>
/// <param name="name">What the configuration file calls it.</param>
public abstract class PluginAttribute<TRole, TContext>(string name) : PluginAttribute(name)
    where TRole : class
    where TContext : class;
