namespace Hamlet.Hosting.Backends;

/// <summary>How a backend or a device is had that is not there.</summary>
internal static class BackendRemedies
{
    /// <summary>The backend that a build may lack.</summary>
    public const string TorchSharp = "torchsharp";

    /// <summary>The commands that add it, in a sentence.</summary>
    public const string Build =
        "add it with dotnet build -c Release Hamlet.Gen.sln -p:TorchSharp=cpu (or cuda-linux, cuda-windows), or with -p:TorchSharpPath=DIR and a TorchSharp.dll of your own";

    private const string Command = "dotnet build -c Release Hamlet.Gen.sln -p:";

    /// <summary>The command of each way, and what it gives.</summary>
    public static IReadOnlyList<(string Command, string Gives)> Commands { get; } =
    [
        ($"{Command}TorchSharp=cpu", "the processor, and Apple's GPUs"),
        ($"{Command}TorchSharp=cuda-linux", "NVIDIA's GPUs on Linux"),
        ($"{Command}TorchSharp=cuda-windows", "NVIDIA's GPUs on Windows"),
        ($"{Command}TorchSharpPath=DIR", "a TorchSharp.dll and its native half that you have in DIR, with PyTorch's own libtorch"),
    ];
}
