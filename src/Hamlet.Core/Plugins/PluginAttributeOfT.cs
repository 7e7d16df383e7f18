namespace Hamlet.Plugins;

/// <summary>
/// Says what a kind of plugin implements and what its constructor may ask for. A plugin has one public constructor, with its options
/// record, its context, both in this order, or neither.
/// </summary>
/// <typeparam name="TRole">The interface that the class implements.</typeparam>
/// <typeparam name="TContext">What the framework gives its constructor.</typeparam>
public abstract class PluginAttribute<TRole, TContext> : PluginAttribute
    where TRole : class
    where TContext : class
{
    // The compiler looks for the kinds that it knows: one made elsewhere would be passed over in silence.
    private protected PluginAttribute(string name)
        : base(name)
    {
    }
}
