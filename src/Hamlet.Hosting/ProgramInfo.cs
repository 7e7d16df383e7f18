using System.Reflection;
using System.Runtime.InteropServices;

namespace Hamlet.Hosting;

/// <summary>What this program is and what it runs on.</summary>
internal static class ProgramInfo
{
    /// <summary>The program's version.</summary>
    public static string Version { get; } =
        typeof(ProgramInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>The runtime, the system and the kind of processor.</summary>
    public static string Runtime { get; } =
        $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}";
}
