using Hamlet.Configuration;

namespace Hamlet.Plugins;

/// <summary>A plugin with its options type.</summary>
/// <typeparam name="TRole">The interface that it implements.</typeparam>
/// <typeparam name="TContext">What its constructor is given.</typeparam>
/// <typeparam name="TOptions">Its options; <see cref="NoOptions"/> for none.</typeparam>
public sealed class Plugin<TRole, TContext, TOptions> : Plugin<TRole, TContext>
    where TRole : class
    where TContext : class
    where TOptions : class, IOptions<TOptions>
{
    private readonly Func<TOptions, TContext, TRole> _create;

    /// <summary>Describes a plugin; called by generated code.</summary>
    /// <param name="name">What the configuration file calls it.</param>
    /// <param name="type">The class.</param>
    /// <param name="description">The class's doc comment as plain text.</param>
    /// <param name="create">Calls its constructor.</param>
    public Plugin(string name, Type type, string description, Func<TOptions, TContext, TRole> create)
        : base(name, type, description, TOptions.Schema) => _create = create;

    /// <inheritdoc/>
    public override BoundPlugin<TRole, TContext> Bind(ConfigMap map, ConfigBinder binder)
    {
        TOptions options = binder.Read<TOptions>(map);
        return new BoundPlugin<TRole, TContext>(this, options, map.Span, context => _create(options, context), writer => TOptions.ToConfig(options, writer));
    }
}
