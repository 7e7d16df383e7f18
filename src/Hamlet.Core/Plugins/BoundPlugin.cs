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

    internal BoundPlugin(
        Plugin<TRole, TContext> plugin, object options, ConfigSpan span, Func<TContext, TRole> create, Func<ConfigWriter, ConfigMap> write)
    {
        Plugin = plugin;
        Options = options;
        Span = span;
        _create = create;
        _write = write;
    }

    /// <summary>The plugin.</summary>
    public Plugin<TRole, TContext> Plugin { get; }

    /// <summary>The options record.</summary>
    public object Options { get; }

    /// <summary>Where it is asked for.</summary>
    public ConfigSpan Span { get; }

    /// <summary>The same, asked for at another place.</summary>
    public BoundPlugin<TRole, TContext> At(ConfigSpan span) => new(Plugin, Options, span with { Overrides = Span.Overrides }, _create, _write);

    /// <summary>Makes the object.</summary>
    /// <exception cref="ConfigException">Its constructor threw: whoever asked for it is told where, and what.</exception>
    public TRole Create(TContext context)
    {
        try
        {
            return _create(context) ?? throw new InvalidOperationException("null was made in its place");
        }
        catch (Exception e) when (e is not ConfigException)
        {
            throw new ConfigException(new ConfigError(Span, $"{Plugin.Kind} '{Plugin.Name}' could not be made: {ExceptionText.Describe(e)}"), e);
        }
    }

    /// <summary>Writes every option with its value.</summary>
    public ConfigMap ToConfig(ConfigWriter writer) => _write(writer);
}
