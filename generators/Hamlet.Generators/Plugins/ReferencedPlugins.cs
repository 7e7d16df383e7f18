using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Plugins;

/// <summary>The classes that are marked as plugins in the assemblies that a compilation refers to.</summary>
internal static class ReferencedPlugins
{
    /// <summary>Every plugin of every referenced assembly, and whether the assembly is marked, so that a catalog has it.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, AttributeData Attribute, bool IsMarked)> Of(Compilation compilation, CancellationToken cancel)
    {
        if (compilation.GetTypeByMetadataName(KnownNames.PluginCatalog)?.ContainingAssembly is not { } core)
        {
            yield break;
        }

        IEnumerable<IAssemblySymbol> references = compilation.SourceModule.ReferencedAssemblySymbols
            .Where(a => a.Modules.Any(m => m.ReferencedAssemblies.Contains(core.Identity)))
            .OrderBy(static a => a.Name, StringComparer.Ordinal);
        foreach (IAssemblySymbol assembly in references)
        {
            cancel.ThrowIfCancellationRequested();
            bool isMarked = assembly.FindAttribute(KnownNames.HamletPluginsAttribute) is not null;
            foreach ((INamedTypeSymbol type, AttributeData attribute) in In(assembly.GlobalNamespace))
            {
                yield return (type, attribute, isMarked);
            }
        }
    }

    /// <summary>Every plugin of a namespace, those of nested types included.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, AttributeData Attribute)> In(INamespaceOrTypeSymbol place)
    {
        foreach (ISymbol member in place.GetMembers())
        {
            if (member is INamedTypeSymbol type)
            {
                foreach (AttributeData attribute in type.GetAttributes().Where(static a => PluginShape.KindOf(a) is not null))
                {
                    yield return (type, attribute);
                }
            }

            if (member is INamespaceOrTypeSymbol inner)
            {
                foreach (var found in In(inner))
                {
                    yield return found;
                }
            }
        }
    }
}
