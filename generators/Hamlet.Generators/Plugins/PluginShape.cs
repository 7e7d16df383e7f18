using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Plugins;

/// <summary>What makes a class a plugin that can be made: asked by the parser and by the analyzers alike.</summary>
internal static class PluginShape
{
    /// <summary>The attributes that make a class a plugin.</summary>
    public static IReadOnlyList<string> Attributes { get; } =
    [
        KnownNames.AlgorithmAttribute,
        KnownNames.BackendAttribute,
        KnownNames.CallbackAttribute,
        KnownNames.CurriculumAttribute,
        KnownNames.EnvironmentAttribute,
        KnownNames.ExplorationAttribute,
        KnownNames.IntrinsicAttribute,
        KnownNames.SinkAttribute,
        KnownNames.WrapperAttribute,
    ];

    /// <summary>The role and the context of a plugin attribute, from its generic base; null for any other attribute.</summary>
    public static (INamedTypeSymbol Role, INamedTypeSymbol Context)? KindOf(AttributeData attribute) =>
        attribute.AttributeClass?.BaseType is { } kind && kind.Is(KnownNames.PluginAttribute)
            ? ((INamedTypeSymbol)kind.TypeArguments[0], (INamedTypeSymbol)kind.TypeArguments[1])
            : null;

    /// <summary>The name that the attribute gives; null if it is missing or empty.</summary>
    public static string? NameOf(AttributeData attribute) =>
        attribute.ConstructorArguments.FirstOrDefault().Value is string { Length: > 0 } name ? name : null;

    /// <summary>A plugin attribute as it is written: <c>Backend</c>.</summary>
    public static string ShortNameOf(AttributeData attribute) =>
        attribute.AttributeClass!.Name.Substring(0, attribute.AttributeClass.Name.Length - "Attribute".Length);

    /// <summary>What a user calls the kind of a plugin attribute: <c>backend</c>.</summary>
    public static string WordOf(AttributeData attribute) => Naming.SnakeCase(ShortNameOf(attribute));

    /// <summary>The simpler interface that a class may implement instead of its role, and what makes the role of it.</summary>
    public static (string Interface, string Adapter)? SimpleForm(INamedTypeSymbol role) =>
        role.Is(KnownNames.Environment) ? (KnownNames.Episode, KnownNames.EpisodeEnvironment) : null;

    /// <summary>Whether the class is what its attribute says that it is.</summary>
    public static bool Implements(INamedTypeSymbol type, INamedTypeSymbol role) => HasRole(type, role) || AdapterOf(type, role) is not null;

    /// <summary>What makes the role of a class that implements only its simpler form; null if it has the role itself, or neither.</summary>
    public static string? AdapterOf(INamedTypeSymbol type, INamedTypeSymbol role) =>
        !HasRole(type, role) && SimpleForm(role) is var (simple, adapter) && type.AllInterfaces.Any(i => i.Is(simple)) ? adapter : null;

    /// <summary>Why generated code elsewhere in the assembly could not name or make the class; null if it can.</summary>
    public static string? WhyNotMade(INamedTypeSymbol type, INamedTypeSymbol context)
    {
        if (type.IsAbstract || type.IsStatic)
        {
            return type.IsStatic ? "is static" : "is abstract";
        }

        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            if (t.IsGenericType)
            {
                return "is generic, and nobody says of what";
            }
        }

        return type.IsSeenInAssembly() ? WhyNotConstructed(type, context) : "cannot be seen by the rest of its assembly";
    }

    /// <summary>The constructor that generated code calls: the only public one.</summary>
    public static IMethodSymbol? Constructor(INamedTypeSymbol type)
    {
        IMethodSymbol[] all = [.. type.InstanceConstructors.Where(static c => c.DeclaredAccessibility == Accessibility.Public)];
        return all.Length == 1 ? all[0] : null;
    }

    /// <summary>The parameter of a constructor that asks for options: the first, unless it is the context.</summary>
    public static IParameterSymbol? OptionsParameter(IMethodSymbol constructor, INamedTypeSymbol context) =>
        constructor.Parameters.FirstOrDefault() is { } first && !IsContext(first, context) ? first : null;

    /// <summary>Whether a constructor asks for the context.</summary>
    public static bool TakesContext(IMethodSymbol constructor, INamedTypeSymbol context) =>
        constructor.Parameters.LastOrDefault() is { } last && IsContext(last, context);

    /// <summary>Whether a type is the context that plugins of some kind are given; the attribute is one of any kind.</summary>
    public static bool IsContextOfAKind(ITypeSymbol type, AttributeData attribute) =>
        attribute.AttributeClass?.BaseType?.ContainingAssembly is { } core
            && Attributes.Select(core.GetTypeByMetadataName).Any(
                kind => kind?.BaseType is { TypeArguments.Length: 2 } pair && SymbolEqualityComparer.Default.Equals(pair.TypeArguments[1], type));

    /// <summary>What a registration uses of a plugin: its class, the constructor, and the options that this asks for.</summary>
    public static IEnumerable<ISymbol> Used(INamedTypeSymbol type)
    {
        IMethodSymbol? constructor = Constructor(type);
        return constructor is null ? [type] : constructor.Parameters.SelectMany(static p => Restriction.Named(p.Type)).Prepend(constructor).Prepend(type);
    }

    private static string? WhyNotConstructed(INamedTypeSymbol type, INamedTypeSymbol context)
    {
        if (type.GetMembers().Any(static m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
        {
            return "has a required member, which nobody sets";
        }

        if (Constructor(type) is not { } constructor)
        {
            return "has no public constructor, or several";
        }

        int known = (OptionsParameter(constructor, context) is null ? 0 : 1) + (TakesContext(constructor, context) ? 1 : 0);
        return known != constructor.Parameters.Length || constructor.Parameters.Any(static p => p.RefKind != RefKind.None)
            ? "asks its constructor for more than that"
            : null;
    }

    private static bool HasRole(INamedTypeSymbol type, INamedTypeSymbol role) =>
        type.AllInterfaces.Contains(role, SymbolEqualityComparer.Default);

    private static bool IsContext(IParameterSymbol parameter, INamedTypeSymbol context) =>
        SymbolEqualityComparer.Default.Equals(parameter.Type, context);
}
