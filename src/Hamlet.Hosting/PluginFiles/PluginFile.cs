using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Hamlet.Configuration;
using Hamlet.Hosting.Input;
using Hamlet.Metrics;
using Hamlet.Plugins;

namespace Hamlet.Hosting.PluginFiles;

/// <summary>Compiled plugins that the program was not built with: <c>hamlet --plugin FILE</c>.</summary>
internal static class PluginFile
{
    /// <summary>The plugins of a program and those of files.</summary>
    /// <param name="program">The plugins that the program was built with; not changed.</param>
    /// <param name="paths">The files.</param>
    /// <exception cref="ConfigException">A file is no plugin, was made for another version, or has a name that is taken.</exception>
    public static PluginCatalog Load(PluginCatalog program, IReadOnlyList<string> paths)
    {
        var catalog = new PluginCatalog();
        foreach (Plugin plugin in program.All)
        {
            catalog.Add(plugin);
        }

        foreach (MetricSchema schema in program.Records)
        {
            catalog.AddRecord(() => schema);
        }

        foreach (string path in paths)
        {
            if (!PluginFileSupport.IsThere)
            {
                throw UserError.Of(
                    $"the plugin '{path}' cannot be loaded: this program is made to be trimmed to what it needs itself. Run hamlet by dotnet, or make a program of your own "
                    + "whose project refers to the plugin's");
            }

            PluginHeader.Check(path);
            Add(path, catalog);
        }

        return catalog;
    }

    [RequiresUnreferencedCode("A plugin may need what a trimmed program no longer has.")]
    private static void Add(string path, PluginCatalog catalog)
    {
        try
        {
            string full = Path.GetFullPath(path);
            Assembly assembly = new PluginContext(full).LoadFromAssemblyPath(full);
            Type registration = assembly.GetCustomAttribute<HamletPluginsAttribute>()?.Registration
                ?? throw UserError.Of($"'{path}' has no plugins: nothing in it is marked [Algorithm(\"name\")], [Environment(\"name\")] or the like");
            // The one place that asks a type for a method by its name: generated code wrote it, in the assembly that names it.
            registration.GetMethod("Register", [typeof(PluginCatalog)])!.CreateDelegate<Action<PluginCatalog>>()(catalog);
        }
        catch (ArgumentException e)
        {
            throw UserError.Of($"the plugin '{path}' cannot be loaded: {ExceptionText.Message(e)}");
        }
        catch (Exception e) when (e is TypeLoadException or MissingMemberException or BadImageFormatException || UserError.IsFileError(e))
        {
            throw UserError.Of(
                $"the plugin '{path}' cannot be loaded: {e.Message} Build its project with <EnableDynamicLoading>true</EnableDynamicLoading>, so that what it needs "
                + $"lies beside it, against the package Hamlet.Gen {PluginHeader.Contracts.ToString(3)}");
        }
    }
}
