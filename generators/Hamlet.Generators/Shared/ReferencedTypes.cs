using Microsoft.CodeAnalysis;

namespace Hamlet.Generators;

/// <summary>The types of the assemblies that know Hamlet, for the questions that are asked of a whole program.</summary>
internal static class ReferencedTypes
{
    /// <summary>The referenced assemblies that may have plugins or records, by name: Core, and all that refer to it.</summary>
    public static IEnumerable<IAssemblySymbol> Assemblies(Compilation compilation) =>
        compilation.GetTypeByMetadataName(KnownNames.PluginCatalog)?.ContainingAssembly is not { } core
            ? []
            : compilation.SourceModule.ReferencedAssemblySymbols
                .Where(a => SymbolEqualityComparer.Default.Equals(a, core) || a.Modules.Any(m => m.ReferencedAssemblies.Contains(core.Identity)))
                .OrderBy(static a => a.Name, StringComparer.Ordinal);

    /// <summary>Every type of a namespace, nested ones included.</summary>
    public static IEnumerable<INamedTypeSymbol> In(INamespaceOrTypeSymbol place)
    {
        foreach (INamespaceOrTypeSymbol member in place.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type)
            {
                yield return type;
            }

            foreach (INamedTypeSymbol inner in In(member))
            {
                yield return inner;
            }
        }
    }
}
