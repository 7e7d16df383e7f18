using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;

namespace Hamlet.Hosting.PluginFiles;

/// <summary>
/// Where one plugin and the libraries beside it live: what it brings is its own, in whatever version, also where the program has another one.
/// The contracts are the program's, or its types would be strangers.
/// </summary>
[RequiresUnreferencedCode("A plugin may need what a trimmed program no longer has.")]
internal sealed class PluginContext(string path) : AssemblyLoadContext($"plugin {Path.GetFileNameWithoutExtension(path)}")
{
    private readonly AssemblyDependencyResolver _beside = new(path);

    /// <summary>The full path of the plugin.</summary>
    public string File { get; } = path;

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Who makes the context has been told.")]
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name!.StartsWith("Hamlet.", StringComparison.Ordinal) && OfProgram(assemblyName) is { } shared)
        {
            return shared;
        }

        return _beside.ResolveAssemblyToPath(assemblyName) is { } file ? LoadFromAssemblyPath(file) : null;
    }

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _beside.ResolveUnmanagedDllToPath(unmanagedDllName) is { } file ? LoadUnmanagedDllFromPath(file) : IntPtr.Zero;

    // A library of the plugin's author may be called Hamlet.Something too; the program does not have it.
    private static Assembly? OfProgram(AssemblyName name)
    {
        try
        {
            return Default.LoadFromAssemblyName(name);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
