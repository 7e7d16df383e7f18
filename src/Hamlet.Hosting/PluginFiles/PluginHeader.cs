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

    private static readonly string[] s_marks =
    [
        nameof(AlgorithmAttribute), nameof(BackendAttribute), nameof(CallbackAttribute), nameof(CurriculumAttribute), nameof(EnvironmentAttribute),
        nameof(ExplorationAttribute), nameof(IntrinsicAttribute), nameof(SinkAttribute), nameof(WrapperAttribute),
    ];

    /// <summary>Checks a file.</summary>
    /// <exception cref="ConfigException">
    /// It is no assembly, does not refer to the contracts, or to those of another version, or has plugins that its build has not registered.
    /// </exception>
    public static void Check(string path)
    {
        Version? version;
        string? unregistered;
        try
        {
            using FileStream stream = File.OpenRead(path);
            using var file = new PEReader(stream);
            MetadataReader reader = file.HasMetadata ? file.GetMetadataReader() : throw new BadImageFormatException();
            version = VersionOfContracts(reader);
            unregistered = Unregistered(reader);
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

        if (unregistered is not null)
        {
            throw UserError.Of(
                $"the plugin '{path}' cannot be loaded: '{unregistered}' in it is marked as a plugin and registered nowhere, so the project was built without the generators. "
                + $"Refer to the package Hamlet.Gen {Contracts.ToString(3)} in it, which brings them, and build it again");
        }
    }

    /// <summary>A type that is marked as a plugin in an assembly without a list of them; null where all is well, or nothing is marked.</summary>
    private static string? Unregistered(MetadataReader reader)
    {
        if (Attributes(reader, reader.GetAssemblyDefinition().GetCustomAttributes()).Contains(nameof(HamletPluginsAttribute)))
        {
            return null;
        }

        return reader.TypeDefinitions.Select(reader.GetTypeDefinition)
            .Where(type => Attributes(reader, type.GetCustomAttributes()).Any(s_marks.Contains))
            .Select(type => reader.GetString(type.Name))
            .FirstOrDefault();
    }

    // The names of those that other assemblies have: ours are always of Hamlet.Core.
    private static IEnumerable<string> Attributes(MetadataReader reader, CustomAttributeHandleCollection attributes)
    {
        foreach (CustomAttributeHandle handle in attributes)
        {
            if (reader.GetCustomAttribute(handle).Constructor is { Kind: HandleKind.MemberReference } constructor
                && reader.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } parent)
            {
                TypeReference type = reader.GetTypeReference((TypeReferenceHandle)parent);
                if (reader.GetString(type.Namespace).StartsWith("Hamlet", StringComparison.Ordinal))
                {
                    yield return reader.GetString(type.Name);
                }
            }
        }
    }

    /// <summary>Null where a file does not refer to the contracts.</summary>
    private static Version? VersionOfContracts(MetadataReader reader)
    {
        string name = typeof(PluginCatalog).Assembly.GetName().Name!;
        return reader.AssemblyReferences.Select(reader.GetAssemblyReference)
            .Where(reference => reader.StringComparer.Equals(reference.Name, name))
            .Select(static reference => reference.Version)
            .FirstOrDefault();
    }
}
