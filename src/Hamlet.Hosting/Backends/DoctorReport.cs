using Hamlet.Networks;
using Hamlet.Plugins;
using Hamlet.Training.Backends;
using Hamlet.Training.Experiments;

namespace Hamlet.Hosting.Backends;

/// <summary>What <c>hamlet doctor</c> found out.</summary>
/// <param name="Devices">Every backend of this build with the devices that it might have, and how fast it is on those that are there.</param>
/// <param name="IsLacking">Whether this build was made without the backend that it may lack.</param>
/// <param name="Auto">What <c>auto</c> stands for with networks that are large enough for a GPU.</param>
internal sealed record DoctorReport(
    IReadOnlyList<(BackendDevice Device, BackendTiming? Timing)> Devices, bool IsLacking, BackendChoice Auto)
{
    private static readonly string s_default = new BackendHostOptions().Type;

    /// <summary>Whether a backend of this build works on no device at all.</summary>
    public bool IsBroken => Devices.GroupBy(static d => d.Device.Backend).Any(static b => b.All(static d => !d.Device.IsThere));

    /// <summary>Asks every backend, and measures those that answer.</summary>
    public static DoctorReport Make(PluginCatalog catalog)
    {
        IReadOnlyList<BackendDevice> found = BackendDevices.Find(catalog);
        IReadOnlyList<Plugin<IBackend, BackendContext>> plugins = catalog.Of<IBackend, BackendContext>();
        return new DoctorReport(
            [.. found.Where(Matters).Select(device => (device, device.IsThere ? Measure(plugins.First(p => p.Name == device.Backend), device) : null))],
            plugins.All(static p => p.Name != BackendRemedies.TorchSharp),
            BackendChoice.Make(found, BackendChoice.GpuWork)!);

        // That the managed backend has no GPU is no lack, Apple's are nowhere else, and who lacks the processor too has said why.
        bool Matters(BackendDevice device) => device.IsThere || !device.IsGpu
            || (device.Backend != s_default && (device.Device != "mps" || OperatingSystem.IsMacOS()) && found.Any(d => d.IsThere && d.Backend == device.Backend));
    }

    private static BackendTiming Measure(Plugin<IBackend, BackendContext> plugin, BackendDevice device)
    {
        using IBackend backend = BackendDevices.Create(plugin, device.Device);
        return BackendTiming.Measure(backend);
    }
}
