using System.Globalization;
using Hamlet.Configuration;
using Hamlet.Networks;
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
            "auto" => cuda.is_available() ? (new Device("cuda:0"), "auto: cuda:0")
                : Metal.IsThere ? (new Device("mps"), "auto: mps") : (CPU, "auto: cpu, for no GPU is seen"),
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
        return index < count
            ? (new Device($"cuda:{index}"), $"cuda:{index}")
            : throw Error(context, $"is not there: this machine has {count}, from cuda:0 on");
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

        InitializeDeviceType(DeviceType.CPU);
    }

    private static ConfigException Error(BackendContext context, string what) => new(context.Source, $"'device: {context.Device}' {what}");

    private static class Metal
    {
        public static bool IsThere => OperatingSystem.IsMacOS()
            && System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64;
    }
}
