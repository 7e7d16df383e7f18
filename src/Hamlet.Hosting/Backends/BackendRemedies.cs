namespace Hamlet.Hosting.Backends;

/// <summary>How a backend or a device is had that is not there.</summary>
internal static class BackendRemedies
{
    /// <summary>The backend that a build may lack.</summary>
    public const string TorchSharp = "torchsharp";

    /// <summary>The commands that add it.</summary>
    public const string Build =
        "add it with dotnet build -c Release Hamlet.Gen.sln -p:TorchSharp=cpu (or cuda-linux, cuda-windows), or with -p:TorchSharpPath=DIR and a TorchSharp.dll of your own";
}
