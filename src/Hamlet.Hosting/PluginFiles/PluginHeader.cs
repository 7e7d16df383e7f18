using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Hamlet.Configuration;
using Hamlet.Hosting.Input;
using Hamlet.Plugins;

namespace Hamlet.Hosting.PluginFiles;

/// <summary>Asks a file whether it can be a plugin, before anything of it is loaded.</summary>
internal static class PluginHeader
{
    /// <summary>The version of the contracts that this program has.</summary>
    public static Version Contracts { get; } = typeof(PluginCatalog).Assembly.GetName().Version!;

    /// <summary>Checks a file.</summary>
    /// <exception cref="ConfigException">It is no assembly, does not refer to the contracts, or to those of another version.</exception>
    public static void Check(string path)
    {
        Version? version;
        try
        {
            version = VersionOfContracts(path);
        }
        catch (Exception e) when (UserError.IsFileError(e))
        {
            throw UserError.Of($"the plugin '{path}' cannot be read: {e.Message}");
        }
        catch (BadImageFormatException)
        {
            throw UserError.Of($"'{path}' is no plugin: it is not a .NET assembly");
        }

        if (version is null)
        {
            throw UserError.Of($"'{path}' is no plugin: it does not refer to Hamlet.Core. Refer to the package Hamlet.Gen {Contracts.ToString(3)} in its project");
        }

        // Before 1.0 every minor version may change the contracts; a patch never does.
        if (version.Major != Contracts.Major || version.Minor != Contracts.Minor)
        {
            throw UserError.Of(
                $"the plugin '{path}' was compiled against Hamlet.Gen {version.ToString(3)}, and this program is {Contracts.ToString(3)}: "
                + $"compile it against {Contracts.ToString(3)}, or run it with a program of {version.Major}.{version.Minor}");
        }
    }

    /// <summary>Null where a file does not refer to the contracts.</summary>
    private static Version? VersionOfContracts(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using var file = new PEReader(stream);
        if (!file.HasMetadata)
        {
            throw new BadImageFormatException();
        }

        MetadataReader reader = file.GetMetadataReader();
        string name = typeof(PluginCatalog).Assembly.GetName().Name!;
        return reader.AssemblyReferences.Select(reader.GetAssemblyReference)
            .Where(reference => reader.StringComparer.Equals(reference.Name, name))
            .Select(static reference => reference.Version)
            .FirstOrDefault();
    }
}
