using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.Generators;

/// <summary>
/// What a symbol's declaration says of whoever uses it. Generated code uses what is obsolete or experimental as its user asked it to, and is silent about it;
/// only an obsolescence that is an error cannot be silenced.
/// </summary>
internal static class Restriction
{
    /// <summary>Whether nothing may use a symbol, or a type around it.</summary>
    public static bool IsForbidden(ISymbol symbol)
    {
        for (ISymbol? s = symbol; s is not null; s = s.ContainingType)
        {
            if (IsDeclaredForbidden(s))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether nothing may use one of these symbols.</summary>
    public static bool IsAnyForbidden(IEnumerable<ISymbol> symbols) => WithAround(symbols).Any(IsDeclaredForbidden);

    /// <summary>The ids by which the compiler warns of symbols, in order: those of their own, of the types around them and of their assemblies.</summary>
    public static EquatableArray<string> Experimental(IEnumerable<ISymbol> symbols)
    {
        ISymbol[] declared = [.. WithAround(symbols)];
        return declared.Select(static s => s.ContainingAssembly).OfType<ISymbol>().Distinct(SymbolEqualityComparer.Default).Concat(declared)
            .Select(static s => Find(s, KnownNames.Experimental)?.ConstructorArguments.FirstOrDefault().Value as string ?? "")
            .Where(SyntaxFacts.IsValidIdentifier)
            .Distinct()
            .OrderBy(static id => id, StringComparer.Ordinal)
            .ToEquatableArray();
    }

    /// <summary>A type and all that its name is written with.</summary>
    public static IEnumerable<ISymbol> Named(ITypeSymbol type) =>
        type is INamedTypeSymbol named ? named.TypeArguments.SelectMany(Named).Prepend(named) : [type];

    private static bool IsDeclaredForbidden(ISymbol symbol) =>
        Find(symbol, KnownNames.Obsolete) is { ConstructorArguments: { Length: 2 } arguments } && arguments[1].Value is true;

    // Hardly an accessor has an attribute, but one that is asked for it has the compiler look all the same, at every property's two.
    private static AttributeData? Find(ISymbol symbol, string attribute) =>
        symbol is IMethodSymbol { AssociatedSymbol: not null, DeclaringSyntaxReferences: { Length: 1 } declared }
            && declared[0].GetSyntax() is AccessorDeclarationSyntax { AttributeLists.Count: 0 }
                ? null
                : symbol.FindAttribute(attribute);

    // Each once: the members of a type have it all around them.
    private static HashSet<ISymbol> WithAround(IEnumerable<ISymbol> symbols)
    {
        var found = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (ISymbol symbol in symbols)
        {
            for (ISymbol? s = symbol; s is not null && found.Add(s); s = s.ContainingType)
            {
            }
        }

        return found;
    }
}
