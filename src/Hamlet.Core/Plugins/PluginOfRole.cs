using Hamlet.Configuration;

namespace Hamlet.Plugins;

/// <summary>A plugin of one kind.</summary>
/// <typeparam name="TRole">The interface that it implements.</typeparam>
/// <typeparam name="TContext">What its constructor is given.</typeparam>
public abstract class Plugin<TRole, TContext> : Plugin
    where TRole : class
    where TContext : class
{
    private protected Plugin(string name, Type type, string description, OptionsSchema options)
        : base(name, type, description, options)
    {
    }

    /// <inheritdoc/>
    public override Type Role => typeof(TRole);

    /// <summary>
    /// Reads its options from a map. Keys that it does not know are left to the caller, since a host's keys may stand in the same map.
    /// </summary>
    public abstract BoundPlugin<TRole, TContext> Bind(ConfigMap map, ConfigBinder binder);
}
