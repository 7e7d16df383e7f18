using System.Globalization;
using Hamlet.Configuration;
using Hamlet.Networks;
using Hamlet.Plugins;

namespace Hamlet.Training.Backends;

/// <summary>Finds out on which devices the backends of this program compute, by asking each of them for each.</summary>
public static class BackendDevices
{
    /// <summary>
    /// Every backend with <c>cpu</c>, <c>cuda</c> and <c>mps</c>, there or not, and with <c>cuda:1</c> and the further ones that are there.
    /// </summary>
    public static IReadOnlyList<BackendDevice> Find(PluginCatalog catalog)
    {
        var found = new List<BackendDevice>();
        foreach (Plugin<IBackend, BackendContext> plugin in catalog.Of<IBackend, BackendContext>())
        {
            found.Add(Ask(plugin, "cpu"));
            BackendDevice gpu = Ask(plugin, "cuda");
            found.Add(gpu);
            for (int i = 1; gpu.IsThere; i++)
            {
                gpu = Ask(plugin, string.Create(CultureInfo.InvariantCulture, $"cuda:{i}"));
                if (gpu.IsThere)
                {
                    found.Add(gpu);
                }
            }

            found.Add(Ask(plugin, "mps"));
        }

        return found;
    }

    /// <summary>Every backend with the one device that is wanted; with <c>auto</c>, with <c>cpu</c> and the first GPU: no other is touched.</summary>
    public static IReadOnlyList<BackendDevice> Find(PluginCatalog catalog, string wanted)
    {
        string[] names = wanted == BackendChoice.Auto ? ["cpu", "cuda", "mps"] : [BackendDevice.NameOf(wanted)];
        return [.. catalog.Of<IBackend, BackendContext>().SelectMany(plugin => names.Select(name => Ask(plugin, name)))];
    }

    /// <summary>Makes a backend with its default options on a device.</summary>
    /// <exception cref="ConfigException">It has no such device.</exception>
    public static IBackend Create(Plugin<IBackend, BackendContext> plugin, string device)
    {
        var binder = new ConfigBinder();
        BoundPlugin<IBackend, BackendContext> bound = plugin.Bind(ConfigMap.Empty(default), binder);
        binder.ThrowIfErrors();
        return bound.Create(new BackendContext { Device = device });
    }

    private static BackendDevice Ask(Plugin<IBackend, BackendContext> plugin, string device)
    {
        try
        {
            using IBackend backend = Create(plugin, device);
            return new BackendDevice(plugin.Name, device, backend.Description, null);
        }
        catch (ConfigException e)
        {
            return new BackendDevice(plugin.Name, device, null, e.Errors[0].Message);
        }
    }
}
