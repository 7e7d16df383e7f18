using Hamlet.Configuration;
using Hamlet.Formats.Yaml;
using Hamlet.Networks;
using Hamlet.Plugins;
using Hamlet.Randomness;

namespace Hamlet.Tests.Torch;

/// <summary>The TorchSharp backend as a test finds it: by its name, for a build may lack it.</summary>
internal static class TorchBuild
{
    private static readonly Lazy<string?> s_missing = new(FindMissing);

    /// <summary>Where the tests compute: the processor, or what HAMLET_TORCH_DEVICE says, such as <c>cuda</c>.</summary>
    public static string Device { get; } = Environment.GetEnvironmentVariable("HAMLET_TORCH_DEVICE") is { Length: > 0 } device ? device : "cpu";

    /// <summary>Why tests of the backend cannot run here, or null.</summary>
    public static string? Missing => s_missing.Value;

    public static IBackend Create(string options = "", string? device = null)
    {
        Plugin<IBackend, BackendContext> plugin = Find()!;
        var reader = new YamlConfigReader();
        var binder = new ConfigBinder(reader);
        var node = (ConfigMap)YamlParser.Parse($"{{ {options} }}", "backend.yaml");
        BoundPlugin<IBackend, BackendContext> bound = plugin.Bind(node, binder);
        binder.ThrowIfErrors();
        return bound.Create(new BackendContext { Device = device ?? Device });
    }

    public static INetwork Network(NetworkSpec spec, ulong seed = 1, bool deviceUpdates = true)
    {
        var random = new RandomStream(seed);
        using IBackend backend = Create($"device_updates: {(deviceUpdates ? "true" : "false")}");
        return backend.CreateNetwork(spec, ref random);
    }

    /// <summary>Tensors that live, by TorchSharp's own count: it is no reference of this project.</summary>
    public static long LiveTensors() =>
        (long)Type.GetType("TorchSharp.torch+Tensor, TorchSharp", throwOnError: true)!.GetProperty("TotalCount")!.GetValue(null)!;

    private static Plugin<IBackend, BackendContext>? Find() =>
        PluginCatalog.Host.Of<IBackend, BackendContext>().FirstOrDefault(static p => p.Name == "torchsharp");

    private static string? FindMissing()
    {
        if (Find() is null)
        {
            return "This build has no TorchSharp: -p:TorchSharp=cpu or -p:TorchSharpPath=DIR adds it.";
        }

        try
        {
            Create().Dispose();
            return null;
        }
        catch (ConfigException e)
        {
            return e.Message;
        }
    }
}
