using Microsoft.CodeAnalysis;

namespace Hamlet.Generators;

/// <summary>How symbols are written in generated code: keywords escaped, names from the root, nullability kept.</summary>
internal static class Formats
{
    /// <summary><c>global::N.Outer&lt;int?&gt;.Inner?</c>, and <c>int</c> rather than <c>System.Int32</c>.</summary>
    public static SymbolDisplayFormat Full { get; } = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary><c>Inner&lt;T&gt;</c>, as in its own declaration.</summary>
    public static SymbolDisplayFormat Declaration { get; } = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary><c>N.@event</c>, as after the word <c>namespace</c>.</summary>
    public static SymbolDisplayFormat Namespace { get; } = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);
}
