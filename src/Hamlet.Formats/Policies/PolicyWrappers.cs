using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Plugins;
using Hamlet.State;

namespace Hamlet.Formats.Policies;

/// <summary>Makes the wrappers that a policy file speaks of.</summary>
internal static class PolicyWrappers
{
    /// <summary>Finds the plugin and reads its options.</summary>
    /// <exception cref="InvalidDataException">There is no such plugin, or its options are others.</exception>
    public static BoundPlugin<IWrapper, WrapperContext> Bind(PolicyWrapper wrapper, PluginCatalog catalog)
    {
        var binder = new ConfigBinder();
        var span = new ConfigSpan("the policy", 0, 0);
        if (catalog.TryFind(wrapper.Type, "wrapper", span, binder, out Plugin<IWrapper, WrapperContext>? plugin))
        {
            BoundPlugin<IWrapper, WrapperContext> bound = plugin.Bind(wrapper.Options, binder);
            binder.RejectUnknownKeys(wrapper.Options, plugin.Options);
            if (!binder.HasErrors)
            {
                return bound;
            }
        }

        throw new InvalidDataException(string.Join("; ", binder.Errors));
    }

    /// <summary>Makes the wrapper, in its state.</summary>
    /// <exception cref="InvalidDataException">It refuses the environment or the state.</exception>
    public static IWrapper Create(PolicyWrapper wrapper, BoundPlugin<IWrapper, WrapperContext> plugin, EnvironmentSpec seen)
    {
        try
        {
            IWrapper made = plugin.Create(new WrapperContext { Environment = seen, Rows = 1 });
            wrapper.State.Load(made);
            return made;
        }
        catch (Exception e) when (e is ConfigException or StateException)
        {
            throw new InvalidDataException($"the wrapper '{wrapper.Type}' does not fit: {e.Message}", e);
        }
    }
}
