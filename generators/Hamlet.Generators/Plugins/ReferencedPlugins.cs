using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Plugins;

/// <summary>The classes that are marked as plugins in the assemblies that a compilation refers to.</summary>
internal static class ReferencedPlugins
{
    /// <summary>Every plugin of every referenced assembly, and whether the assembly is marked, so that a catalog has it.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, AttributeData Attribute, bool IsMarked)> Of(Compilation compilation, CancellationToken cancel)
    {
        foreach (IAssemblySymbol assembly in ReferencedTypes.Assemblies(compilation))
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
    public static IEnumerable<(INamedTypeSymbol Type, AttributeData Attribute)> In(INamespaceOrTypeSymbol place) =>
        from type in ReferencedTypes.In(place)
        from attribute in type.GetAttributes()
        where PluginShape.KindOf(attribute) is not null
        select (type, attribute);
}
