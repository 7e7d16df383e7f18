using System.Globalization;
using System.Runtime.InteropServices;
using Hamlet.Configuration;
using Hamlet.Networks;
using Hamlet.Plugins;
using TorchSharp;
using static TorchSharp.torch;

namespace Hamlet.Torch;

/// <summary>From the device's name in a configuration to a device that is there, or to an error that says what to do.</summary>
internal static class DeviceChoice
{
    private const string NeedsCuda =
        "needs a libtorch with CUDA, and this one has none: build Hamlet.Gen, or pack its packages, with -p:TorchSharp=cuda-linux (on Windows cuda-windows)";
    private const string NeedsGpu =
        "finds no GPU, though libtorch has CUDA: check that 'nvidia-smi' lists one, and that its driver is as new as this CUDA";

    /// <summary>Loads what the device needs and names it.</summary>
    public static (Device Device, string Description) Make(BackendContext context)
    {
        Load(context);
        return context.Device switch
        {
            "cpu" => (CPU, "cpu"),
            "mps" => Metal.IsThere ? (new Device("mps"), "mps") : throw Error(context, "needs macOS on Apple's own processors, and this is none"),
            "auto" => cuda.is_available() ? First() : Metal.IsThere ? (new Device("mps"), "auto: mps") : (CPU, "auto: cpu, for no GPU is seen"),
            string name when name == "cuda" || name.StartsWith("cuda:", StringComparison.Ordinal) => Cuda(context, name),
            _ => throw Error(context, "is none of auto, cpu, cuda, cuda:1 (any number) and mps"),
        };
    }

    private static (Device Device, string Description) Cuda(BackendContext context, string name)
    {
        int index = 0;
        if (name.Length > 4 && !int.TryParse(name.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out index))
        {
            throw Error(context, "has no number behind the colon");
        }

        if (!cuda.is_available())
        {
            throw Error(context, NativeHalf.HasCuda ? NeedsGpu : NeedsCuda);
        }

        int count = cuda.device_count();
        if (index >= count)
        {
            throw Error(context, $"is not there: this machine has {count}, from cuda:0 on");
        }

        var device = new Device($"cuda:{index}");
        return Refusal(device) is { } refusal
            ? throw Error(context, $"is {Name(index)}, which does not compute: {refusal}")
            : (device, Name(index));
    }

    // The first GPU; the processor where that does not work.
    private static (Device Device, string Description) First()
    {
        var device = new Device("cuda:0");
        return Refusal(device) is { } refusal ? (CPU, $"auto: cpu, for {Name(0)} does not compute: {refusal}") : (device, $"auto: {Name(0)}");
    }

    private static string Name(int index) =>
        $"cuda:{index}{(CudaDriver.Describe(index) is { } gpu ? $" ({gpu})" : "")}";

    // A GPU may be seen and be of no use: too old or too new for this libtorch, with a driver that does not fit, full, or reserved for another.
    private static string? Refusal(Device device)
    {
        try
        {
            using DisposeScope scope = NewDisposeScope();
            using Scalar one = 1f;
            _ = zeros(1, ScalarType.Float32, device).add(one).item<float>();
            return null;
        }
        catch (ExternalException e)
        {
            return ExceptionText.Message(e);
        }
    }

    // What does not load is silent until the first call otherwise, and then an exception of some static constructor.
    private static void Load(BackendContext context)
    {
        if (NativeHalf.Failure() is { } reason)
        {
            throw new ConfigException(
                context.Source,
                $"the native half of TorchSharp {NativeHalf.Version} does not load: {reason}. Build with the published packages (-p:TorchSharp=cpu),"
                + " or let LD_LIBRARY_PATH name the directory of the libtorch that this TorchSharp was built for (README.md, GPU)");
        }

        // libtorch looks once for its half that knows CUDA, and never again: that must be loaded, where there is one, before anything is computed. On Linux
        // it comes with the rest; on Windows it comes when it is asked for.
        TryInitializeDeviceType(DeviceType.CUDA);
        InitializeDeviceType(DeviceType.CPU);
    }

    private static ConfigException Error(BackendContext context, string what) => new(context.Source, $"'device: {context.Device}' {what}");

    private static class Metal
    {
        public static bool IsThere => OperatingSystem.IsMacOS()
            && System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64;
    }
}
