namespace Hamlet.Hosting.Backends;

/// <summary>How a backend or a device is had that is not there: by a build of the sources, or, for a program that refers to the package, by another package.</summary>
internal static class BackendRemedies
{
    /// <summary>The backend that a build may lack.</summary>
    public const string TorchSharp = "torchsharp";

    /// <summary>The switch that the build's part of the package sets in a program, which has no sources of ours to build.</summary>
    public const string PackageSwitch = "Hamlet.Package";

    private const string Build = "dotnet build -c Release Hamlet.Gen.sln -p:";
    private const string Processor = "the processor, and Apple's GPUs";
    private const string Linux = "NVIDIA's GPUs on Linux";
    private const string Windows = "NVIDIA's GPUs on Windows";

    private static bool IsOfPackage => AppContext.TryGetSwitch(PackageSwitch, out bool isSet) && isSet;

    /// <summary>How it is added, in a sentence.</summary>
    public static string Sentence => IsOfPackage
        ? $"the package Hamlet.Gen comes without it; {Pack("cpu")} (or cuda-linux, cuda-windows) in its sources makes one that has it, of a version of its own to refer to"
        : $"add it with {Build}TorchSharp=cpu (or cuda-linux, cuda-windows), or with -p:TorchSharpPath=DIR and a TorchSharp.dll of your own";

    /// <summary>What the commands are, before they are listed.</summary>
    public static string Introduction => IsOfPackage
        ? "not in the package Hamlet.Gen. In its sources, each of these makes one that has it: name artifacts as a source, and that version in your project:"
        : "not in this build. These add it:";

    /// <summary>The command of each way, and what it gives.</summary>
    public static IReadOnlyList<(string Command, string Gives)> Commands => IsOfPackage
        ? [(Pack("cpu"), Processor), (Pack("cuda-linux"), Linux), (Pack("cuda-windows"), Windows)]
        :
        [
            ($"{Build}TorchSharp=cpu", Processor),
            ($"{Build}TorchSharp=cuda-linux", Linux),
            ($"{Build}TorchSharp=cuda-windows", Windows),
            ($"{Build}TorchSharpPath=DIR", "a TorchSharp.dll and its native half that you have in DIR, with PyTorch's own libtorch"),
        ];

    // A version of its own, since a package of one that is known already is never looked at again.
    private static string Pack(string torch) => $"dotnet pack Hamlet.Gen.sln -c Release -o artifacts -p:TorchSharp={torch} -p:Version={Number}-{torch}";

    // Without what stands behind the number: a suffix of its own, the commit.
    private static string Number => ProgramInfo.Version.Split('-', '+')[0];
}
