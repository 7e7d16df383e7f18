using Hamlet.Configuration;

namespace Hamlet.Plugins;

/// <summary>A plugin whose options are read: ready to be made, and to be written back.</summary>
/// <typeparam name="TRole">The interface that it implements.</typeparam>
/// <typeparam name="TContext">What its constructor is given.</typeparam>
public sealed class BoundPlugin<TRole, TContext>
    where TRole : class
    where TContext : class
{
    private readonly Func<TContext, TRole> _create;
    private readonly Func<ConfigWriter, ConfigMap> _write;

    internal BoundPlugin(Plugin<TRole, TContext> plugin, object options, Func<TContext, TRole> create, Func<ConfigWriter, ConfigMap> write)
    {
        Plugin = plugin;
        Options = options;
        _create = create;
        _write = write;
    }

    /// <summary>The plugin.</summary>
    public Plugin<TRole, TContext> Plugin { get; }

    /// <summary>The options record.</summary>
    public object Options { get; }

    /// <summary>Makes the object.</summary>
    public TRole Create(TContext context) => _create(context);

    /// <summary>Writes every option with its value.</summary>
    public ConfigMap ToConfig(ConfigWriter writer) => _write(writer);
}
