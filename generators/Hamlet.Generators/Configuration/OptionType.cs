using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Configuration;

/// <summary>The type of an option, or of the items of one.</summary>
/// <param name="Form">What it is.</param>
/// <param name="Name">The type as written in code, without the question mark of a nullable one.</param>
/// <param name="IsNullable">Whether null is a value.</param>
/// <param name="Choices">The values of an enum.</param>
/// <param name="Item">The items of a list or a map.</param>
internal sealed record OptionType(
    OptionForm Form, string Name, bool IsNullable, EquatableArray<OptionChoice> Choices = default, OptionType? Item = null)
{
    /// <summary>The types that <see cref="Parse"/> understands, for the message to a user who chose another.</summary>
    public const string Supported =
        "bool, int, long, ulong, float, double, string, an enum, a record marked [Options], "
        + "IReadOnlyList<T> or IReadOnlyDictionary<string, T> of these";

    /// <summary>The innermost items: the type itself if it is neither list nor map.</summary>
    public OptionType Leaf => Item?.Leaf ?? this;

    /// <summary>The symbol of the innermost items of a type.</summary>
    public static ITypeSymbol Innermost(ITypeSymbol type) =>
        type is INamedTypeSymbol named && (named.Is(KnownNames.ReadOnlyList) || named.Is(KnownNames.ReadOnlyDictionary))
            ? Innermost(named.TypeArguments.Last())
            : type;

    /// <summary>The type of an option, or null if no codec reads it.</summary>
    public static OptionType? Parse(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return Parse(nullable.TypeArguments[0]) is { } inner ? inner with { IsNullable = true } : null;
        }

        bool isNullable = type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated;
        ITypeSymbol bare = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        return FormOf(bare) is { } form
            ? new OptionType(form, bare.ToDisplayString(Formats.Full), isNullable, ChoicesOf(bare))
            : ParseCollection(bare) is { } collection ? collection with { IsNullable = isNullable } : null;
    }

    /// <summary>Whether <see cref="Parse"/> understands a type, without the text of its name, which takes longest.</summary>
    public static bool CanParse(ITypeSymbol type) => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
        ? CanParse(nullable.TypeArguments[0])
        : FormOf(type) is not null || (IsCollection(type) && CanParse(((INamedTypeSymbol)type).TypeArguments.Last()));

    /// <summary>The enum whose values an option holds, alone or in a collection; null if it holds others.</summary>
    public static ITypeSymbol? EnumOf(ITypeSymbol type)
    {
        ITypeSymbol item = Innermost(type);
        ITypeSymbol bare = item is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : item;
        return bare.TypeKind == TypeKind.Enum ? bare : null;
    }

    /// <summary>The members of an enum that code may name: a file has a word for each.</summary>
    public static IEnumerable<IFieldSymbol> MembersOf(ITypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(static f => f.HasConstantValue && !Restriction.IsForbidden(f));

    private static OptionForm? FormOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => OptionForm.Boolean,
        SpecialType.System_Int32 => OptionForm.Int32,
        SpecialType.System_Int64 => OptionForm.Int64,
        SpecialType.System_UInt64 => OptionForm.UInt64,
        SpecialType.System_Single => OptionForm.Single,
        SpecialType.System_Double => OptionForm.Double,
        SpecialType.System_String => OptionForm.Text,
        _ when type.TypeKind == TypeKind.Enum => OptionForm.Choice,
        _ when IsOptions(type) => OptionForm.Record,
        _ => null,
    };

    private static OptionType? ParseCollection(ITypeSymbol type) =>
        IsCollection(type) && Parse(((INamedTypeSymbol)type).TypeArguments.Last()) is { } item
            ? new OptionType(type.Is(KnownNames.ReadOnlyList) ? OptionForm.List : OptionForm.Map, type.ToDisplayString(Formats.Full), false, default, item)
            : null;

    private static bool IsCollection(ITypeSymbol type) => type.Is(KnownNames.ReadOnlyList)
        || (type.Is(KnownNames.ReadOnlyDictionary) && ((INamedTypeSymbol)type).TypeArguments[0].SpecialType == SpecialType.System_String);

    /// <summary>
    /// Whether a type is an options record: marked for this generator, written by hand, or a type parameter that stands for one.
    /// </summary>
    public static bool IsOptions(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { IsReferenceType: true } named =>
            named.FindAttribute(KnownNames.OptionsAttribute) is not null || named.Interfaces.Any(i => IsOptionsOf(i, named)),
        ITypeParameterSymbol { HasReferenceTypeConstraint: true } parameter =>
            parameter.ConstraintTypes.Any(c => IsOptionsOf(c, parameter)),
        _ => false,
    };

    private static bool IsOptionsOf(ITypeSymbol type, ITypeSymbol self) =>
        type.Is(KnownNames.OptionsInterface) && SymbolEqualityComparer.Default.Equals(((INamedTypeSymbol)type).TypeArguments[0], self);

    private static EquatableArray<OptionChoice> ChoicesOf(ITypeSymbol type) => type.TypeKind == TypeKind.Enum
        ? MembersOf(type).Select(static f => new OptionChoice(Naming.SnakeCase(f.Name), Naming.Identifier(f.Name))).ToEquatableArray()
        : default;
}
