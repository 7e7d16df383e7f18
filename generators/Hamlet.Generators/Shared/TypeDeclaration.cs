using Microsoft.CodeAnalysis;

namespace Hamlet.Generators;

/// <summary>A partial type as another part of it is declared: also if it is nested, generic, or in no namespace.</summary>
/// <param name="Namespace">The namespace, or nothing for the global one.</param>
/// <param name="Headers">The declarations from the outermost type to the type itself: <c>partial class Outer&lt;T&gt;</c>.</param>
/// <param name="FullName">The type from outside: <c>global::N.Outer&lt;T&gt;.Inner</c>.</param>
/// <param name="HintName">Names its generated files, unique among all types of the compilation: <c>N.Outer-1.Inner</c>.</param>
internal sealed record TypeDeclaration(string Namespace, EquatableArray<string> Headers, string FullName, string HintName)
{
    public static TypeDeclaration Of(INamedTypeSymbol type)
    {
        var headers = new List<string>();
        var hint = new List<string>();
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            headers.Insert(0, $"partial {Keyword(t)} {t.ToDisplayString(Formats.Declaration)}");
            // A type's name never holds a hyphen, so Pair<T> and Pair_1 do not meet.
            hint.Insert(0, t.Arity > 0 ? $"{t.Name}-{t.Arity}" : t.Name);
        }

        INamespaceSymbol? space = type.ContainingNamespace is { IsGlobalNamespace: false } n ? n : null;
        if (space is not null)
        {
            hint.Insert(0, space.ToDisplayString(Formats.Namespace).Replace("@", ""));
        }

        return new TypeDeclaration(
            space?.ToDisplayString(Formats.Namespace) ?? "",
            headers.ToEquatableArray(),
            type.ToDisplayString(Formats.Full),
            string.Join(".", hint));
    }

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, IsValueType: true } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Interface } => "interface",
        { IsValueType: true } => "struct",
        _ => "class",
    };
}
