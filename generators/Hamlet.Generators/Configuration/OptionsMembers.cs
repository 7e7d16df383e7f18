using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Configuration;

/// <summary>Which members of a record are options: asked by the parser and by the analyzers alike.</summary>
internal static class OptionsMembers
{
    /// <summary>The attributes of options.</summary>
    public static IReadOnlyList<string> Attributes { get; } = [KnownNames.OptionAttribute, KnownNames.RangeAttribute, KnownNames.OneOfAttribute];

    /// <summary><c>Hamlet.RangeAttribute</c> is written <c>[Range]</c>.</summary>
    public static string AsWritten(string attribute) =>
        $"[{attribute.Substring("Hamlet.".Length, attribute.Length - "Hamlet.Attribute".Length)}]";

    /// <summary>
    /// Every public instance property that can be set from outside, inherited ones first. One that hides or overrides another takes its
    /// place.
    /// </summary>
    public static IReadOnlyList<IPropertySymbol> Settable(INamedTypeSymbol record)
    {
        var found = new List<IPropertySymbol>();
        foreach (INamedTypeSymbol type in BasesFirst(record))
        {
            foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>().Where(IsSettable))
            {
                int same = 0;
                while (same < found.Count && found[same].Name != property.Name)
                {
                    same++;
                }

                if (same < found.Count)
                {
                    found[same] = property;
                }
                else
                {
                    found.Add(property);
                }
            }
        }

        return found;
    }

    /// <summary>Whether a property is no option but the place that its record was read from.</summary>
    public static bool IsPlace(IPropertySymbol property) => property.Type.Is(KnownNames.ConfigSpan);

    /// <summary>Every member that must be set when the record is made.</summary>
    public static IEnumerable<ISymbol> Required(INamedTypeSymbol record) => BasesFirst(record)
        .SelectMany(static t => t.GetMembers())
        .Where(static m => m is IPropertySymbol { IsRequired: true, IsOverride: false } or IFieldSymbol { IsRequired: true });

    /// <summary>Whether a property looks like an option, wherever it stands.</summary>
    public static bool IsOption(IPropertySymbol property) => IsSettable(property) && !IsPlace(property);

    /// <summary>The keys of an option in the file.</summary>
    public static OptionNames Keys(IPropertySymbol property)
    {
        AttributeData? option = property.FindAttribute(KnownNames.OptionAttribute);
        string? key = option?.ConstructorArguments.FirstOrDefault().Value as string;
        return new OptionNames(
            key ?? Naming.SnakeCase(property.Name),
            (option?.NamedTexts("Aliases") ?? []).ToEquatableArray(),
            (option?.NamedTexts("OldNames") ?? []).ToEquatableArray());
    }

    /// <summary>The words that a text may be.</summary>
    public static IEnumerable<string> Words(IPropertySymbol property) =>
        property.FindAttribute(KnownNames.OneOfAttribute)?.ConstructorArguments.FirstOrDefault().Texts() ?? [];

    /// <summary>A word that stands for two different values of an option's enum, with the names of both in C#; null if there is none.</summary>
    public static (string Word, string First, string Second)? SharedWord(IPropertySymbol property)
    {
        if (OptionType.EnumOf(property.Type) is not { } type)
        {
            return null;
        }

        var known = new Dictionary<string, IFieldSymbol>(StringComparer.Ordinal);
        foreach (IFieldSymbol member in OptionType.MembersOf(type))
        {
            string word = Naming.SnakeCase(member.Name);
            if (!known.TryGetValue(word, out IFieldSymbol? first))
            {
                known.Add(word, member);
            }
            else if (!Equals(first.ConstantValue, member.ConstantValue))
            {
                return (word, first.Name, member.Name);
            }
        }

        return null;
    }

    /// <summary>Whether two options would share a key.</summary>
    public static bool HasDuplicateKey(INamedTypeSymbol record) => Settable(record).Where(static p => !IsPlace(p))
        .SelectMany(static p => Keys(p).All)
        .GroupBy(static k => k, StringComparer.Ordinal)
        .Any(static same => same.Count() > 1);

    /// <summary>The nearest base of a record that is an options record itself and has this very property.</summary>
    public static INamedTypeSymbol? BaseThatKnows(IPropertySymbol property, INamedTypeSymbol record, CancellationToken cancel)
    {
        for (INamedTypeSymbol t = record; !SymbolEqualityComparer.Default.Equals(t, property.ContainingType); t = t.BaseType!)
        {
            INamedTypeSymbol known = t.BaseType!;
            bool isWritten = known.Interfaces.Any(static i => i.Is(KnownNames.OptionsInterface));
            bool willBe = known.FindAttribute(KnownNames.OptionsAttribute) is not null && WrittenOptions.Has(known, cancel);
            if (isWritten || willBe)
            {
                return known;
            }
        }

        return null;
    }

    /// <summary>Why generated code could not make an instance, or null if it can.</summary>
    public static string? WhyNotMade(INamedTypeSymbol record)
    {
        if (!record.IsRecord)
        {
            return "is no record: options are compared, and changed with 'with'";
        }

        if (record.IsAbstract)
        {
            return "is abstract: mark the records that derive from it, they take its properties along";
        }

        if (!record.InstanceConstructors.Any(static c => c.Parameters.IsEmpty))
        {
            return "has no constructor without parameters: write its options as properties with an initialiser";
        }

        string? left = Required(record).Select(static m => m.Name).Except(Settable(record).Select(static p => p.Name)).FirstOrDefault();
        return left is null ? null : $"requires '{left}', which is no option: make it a public property with an init accessor";
    }

    /// <summary>What the generated part of a record uses.</summary>
    public static IEnumerable<ISymbol> Used(INamedTypeSymbol record)
    {
        foreach (INamedTypeSymbol type in BasesFirst(record))
        {
            yield return type;
        }

        if (record.InstanceConstructors.FirstOrDefault(static c => c.Parameters.IsEmpty) is { } constructor)
        {
            yield return constructor;
        }

        foreach (IPropertySymbol property in Settable(record))
        {
            yield return property;
            yield return property.SetMethod!;
            if (property.GetMethod is { } read)
            {
                yield return read;
            }

            foreach (ISymbol used in Restriction.Named(property.Type))
            {
                yield return used;
            }

            foreach (IFieldSymbol member in OptionType.EnumOf(property.Type) is { } choices ? OptionType.MembersOf(choices) : [])
            {
                yield return member;
            }
        }
    }

    private static bool IsSettable(IPropertySymbol property) =>
        property is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false }
            && property.SetMethod?.DeclaredAccessibility == Accessibility.Public;

    private static IEnumerable<INamedTypeSymbol> BasesFirst(INamedTypeSymbol record)
    {
        var types = new Stack<INamedTypeSymbol>();
        for (INamedTypeSymbol? t = record; t is { SpecialType: not SpecialType.System_Object }; t = t.BaseType)
        {
            types.Push(t);
        }

        return types;
    }
}
