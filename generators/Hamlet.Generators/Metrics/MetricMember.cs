using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Metrics;

/// <summary>
/// A property of a metric record and one of its metric attributes, which stands on the property or on the positional parameter that
/// made it. Holds symbols: for the parser and the analyzers, never for a model.
/// </summary>
internal sealed record MetricMember(IPropertySymbol Property, MetricRole Role, AttributeData Attribute)
{
    private static readonly (string Attribute, MetricRole Role)[] s_roles =
    [
        (KnownNames.StepAttribute, MetricRole.Step),
        (KnownNames.EpisodeAttribute, MetricRole.Episode),
        (KnownNames.AgentAttribute, MetricRole.Agent),
        (KnownNames.TagPartAttribute, MetricRole.TagPart),
        (KnownNames.ScalarAttribute, MetricRole.Scalar),
        (KnownNames.HistogramAttribute, MetricRole.Histogram),
        (KnownNames.TextAttribute, MetricRole.Text),
        (KnownNames.ImageAttribute, MetricRole.Image),
        (KnownNames.ScalarMapAttribute, MetricRole.ScalarMap),
        (KnownNames.ColumnAttribute, MetricRole.Column),
    ];

    /// <summary>Whether it is a value rather than a coordinate of the record.</summary>
    public bool IsField => Role >= MetricRole.Scalar;

    /// <summary>Whether it is a value with a tag.</summary>
    public bool HasTag => IsField && Role != MetricRole.Column;

    /// <summary>The tag as it was written; for a map the prefix of its tags.</summary>
    public string Tag => Attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "";

    /// <summary>How the tag part stands between braces.</summary>
    public string PartName => Naming.CamelCase(Property.Name);

    /// <summary>The metric attributes of a record in the order of declaration: positional properties, then the others.</summary>
    public static IEnumerable<MetricMember> Of(INamedTypeSymbol record)
    {
        ImmutableArray<IParameterSymbol> parameters = PositionalParameters(record);
        return
            from property in PropertiesOf(record, parameters)
            from attribute in AttributesOf(property, parameters)
            let role = RoleOf(attribute)
            where role is not null
            select new MetricMember(property, role.Value, attribute);
    }

    /// <summary>The properties that a user declared.</summary>
    public static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol record) => PropertiesOf(record, PositionalParameters(record));

    /// <summary>What the generated part of a record uses: itself, and what its attributes stand at.</summary>
    public static IEnumerable<ISymbol> Used(INamedTypeSymbol record) => Of(record)
        .SelectMany(static member => new ISymbol?[] { member.Property, member.Property.GetMethod })
        .OfType<ISymbol>()
        .Prepend(record);

    /// <summary>The positional parameter that a property was made from or stands in for.</summary>
    public static IParameterSymbol? ParameterOf(IPropertySymbol property) => ParameterOf(property, PositionalParameters(property.ContainingType));

    /// <summary>What an attribute makes of its property, if it is one of ours.</summary>
    public static MetricRole? RoleOf(AttributeData attribute)
    {
        foreach ((string name, MetricRole role) in s_roles)
        {
            if (attribute.AttributeClass.Is(name))
            {
                return role;
            }
        }

        return null;
    }

    // The constructor that is declared where the type is; in another assembly, where nothing is declared anywhere, the first that takes something.
    private static ImmutableArray<IParameterSymbol> PositionalParameters(INamedTypeSymbol record) => record.InstanceConstructors
        .FirstOrDefault(constructor => !constructor.Parameters.IsEmpty && (record.DeclaringSyntaxReferences.IsEmpty || constructor.DeclaringSyntaxReferences.Any(
            reference => record.DeclaringSyntaxReferences.Any(type => type.Span == reference.Span && type.SyntaxTree == reference.SyntaxTree))))
        ?.Parameters ?? [];

    private static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol record, ImmutableArray<IParameterSymbol> parameters) =>
        record.GetMembers().OfType<IPropertySymbol>()
            .Where(static property => property is { IsImplicitlyDeclared: false, IsIndexer: false })
            .OrderBy(property => ParameterOf(property, parameters)?.Ordinal ?? int.MaxValue);

    private static IParameterSymbol? ParameterOf(IPropertySymbol property, ImmutableArray<IParameterSymbol> parameters) =>
        parameters.FirstOrDefault(parameter => parameter.Name == property.Name);

    private static IEnumerable<AttributeData> AttributesOf(IPropertySymbol property, ImmutableArray<IParameterSymbol> parameters) =>
        ParameterOf(property, parameters) is { } parameter ? parameter.GetAttributes().Concat(property.GetAttributes()) : property.GetAttributes();
}
