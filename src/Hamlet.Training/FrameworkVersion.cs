using System.Reflection;

namespace Hamlet.Training;

/// <summary>The version of this framework.</summary>
internal static class FrameworkVersion
{
    /// <summary>The version with what the build says of its source.</summary>
    public static string Text { get; } =
        typeof(FrameworkVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
}
