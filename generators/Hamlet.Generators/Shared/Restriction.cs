using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hamlet.Generators;

/// <summary>
/// What a symbol's declaration says of whoever uses it. Generated code uses what is obsolete or experimental as its user asked it to, and is silent about it;
/// only an obsolescence that is an error cannot be silenced.
/// </summary>
internal static class Restriction
{
    /// <summary>Whether nothing may use a symbol, or a type around it.</summary>
    public static bool IsForbidden(ISymbol symbol) => Around(symbol).Any(
        static s => s.FindAttribute(KnownNames.Obsolete) is { ConstructorArguments: { Length: 2 } arguments } && arguments[1].Value is true);

    /// <summary>The ids by which the compiler warns of symbols, in order: those of their own, of the types around them and of their assemblies.</summary>
    public static EquatableArray<string> Experimental(IEnumerable<ISymbol> symbols) => symbols
        .SelectMany(static s => Around(s).Concat(s.ContainingAssembly is { } assembly ? [assembly] : []))
        .Select(static s => s.FindAttribute(KnownNames.Experimental)?.ConstructorArguments.FirstOrDefault().Value as string ?? "")
        .Where(SyntaxFacts.IsValidIdentifier)
        .Distinct()
        .OrderBy(static id => id, StringComparer.Ordinal)
        .ToEquatableArray();

    /// <summary>A type and all that its name is written with.</summary>
    public static IEnumerable<ISymbol> Named(ITypeSymbol type) =>
        type is INamedTypeSymbol named ? named.TypeArguments.SelectMany(Named).Prepend(named) : [type];

    private static IEnumerable<ISymbol> Around(ISymbol symbol)
    {
        for (ISymbol? s = symbol; s is not null; s = s.ContainingType)
        {
            yield return s;
        }
    }
}
