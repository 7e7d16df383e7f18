using Microsoft.CodeAnalysis;

namespace Hamlet.Generators;

/// <summary>The questions that every parser asks of symbols.</summary>
internal static class SymbolExtensions
{
    /// <summary>Whether a type's definition has this metadata name (a name out of <see cref="KnownNames"/>).</summary>
    // Asked of every attribute of every member: nothing is allocated for it.
    public static bool Is(this ITypeSymbol? type, string metadataName)
    {
        if (type is not INamedTypeSymbol { ContainingType: null } named || !EndsWith(metadataName, metadataName.Length, named.MetadataName))
        {
            return false;
        }

        int end = metadataName.Length - named.MetadataName.Length;
        for (INamespaceSymbol space = named.ContainingNamespace; !space.IsGlobalNamespace; space = space.ContainingNamespace)
        {
            if (end == 0 || metadataName[end - 1] != '.' || !EndsWith(metadataName, end - 1, space.Name))
            {
                return false;
            }

            end -= space.Name.Length + 1;
        }

        return end == 0;
    }

    /// <summary>The first attribute of this class, if there is one.</summary>
    public static AttributeData? FindAttribute(this ISymbol symbol, string metadataName)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass.Is(metadataName))
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>The value of <c>Name = value</c> in an attribute, or the fallback.</summary>
    public static T Named<T>(this AttributeData attribute, string name, T fallback)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Array && argument.Value.Value is T value)
            {
                return value;
            }
        }

        return fallback;
    }

    /// <summary>The texts of <c>Name = [...]</c> in an attribute.</summary>
    public static IEnumerable<string> NamedTexts(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Texts();

    /// <summary>The texts of an array constant; nothing for null.</summary>
    public static IEnumerable<string> Texts(this TypedConstant constant) =>
        constant is { Kind: TypedConstantKind.Array, IsNull: false } ? constant.Values.Select(v => v.Value as string ?? "") : [];

    /// <summary>Whether other assemblies see a type, friends aside.</summary>
    public static bool IsSeenOutside(this INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            if (t.IsFileLocal
                || t.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the rest of its assembly sees a type.</summary>
    public static bool IsSeenInAssembly(this INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            if (t.IsFileLocal
                || t.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether another file can have a part of a type: this and every type around it is declared partial, and none is its file's own. In another file
    /// the name of such a one would be that of another type.
    /// </summary>
    public static bool TakesGeneratedPart(this INamedTypeSymbol type, CancellationToken cancel)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            if (t.IsFileLocal || !t.IsPartial(cancel))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a type of this compilation is declared partial.</summary>
    public static bool IsPartial(this INamedTypeSymbol type, CancellationToken cancel) => type.DeclaringSyntaxReferences.Any(
        r => r.GetSyntax(cancel) is Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax declaration
            && declaration.Modifiers.Any(m => m.RawKind == (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.PartialKeyword));

    private static bool EndsWith(string text, int end, string part) =>
        end >= part.Length && string.CompareOrdinal(text, end - part.Length, part, 0, part.Length) == 0;
}
