using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Metrics;

/// <summary>
/// A property of a metric record and one of its metric attributes, which stands on the property or on the positional parameter that
/// made it. Holds symbols: for the parser and the analyzers, never for a model.
/// </summary>
internal sealed record MetricMember(IPropertySymbol Property, MetricRole Role, AttributeData Attribute)
{
    private static readonly Dictionary<string, MetricRole> s_roles = new(StringComparer.Ordinal)
    {
        [KnownNames.StepAttribute] = MetricRole.Step,
        [KnownNames.EpisodeAttribute] = MetricRole.Episode,
        [KnownNames.AgentAttribute] = MetricRole.Agent,
        [KnownNames.TagPartAttribute] = MetricRole.TagPart,
        [KnownNames.ScalarAttribute] = MetricRole.Scalar,
        [KnownNames.HistogramAttribute] = MetricRole.Histogram,
        [KnownNames.TextAttribute] = MetricRole.Text,
        [KnownNames.ImageAttribute] = MetricRole.Image,
        [KnownNames.ScalarMapAttribute] = MetricRole.ScalarMap,
        [KnownNames.ColumnAttribute] = MetricRole.Column,
    };

    /// <summary>Whether it is a value rather than a coordinate of the record.</summary>
    public bool IsField => Role >= MetricRole.Scalar;

    /// <summary>Whether it is a value with a tag.</summary>
    public bool HasTag => IsField && Role != MetricRole.Column;

    /// <summary>The tag as it was written; for a map the prefix of its tags.</summary>
    public string Tag => Attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "";

    /// <summary>How the tag part stands between braces.</summary>
    public string PartName => Naming.CamelCase(Property.Name);

    /// <summary>The metric attributes of a record in the order of declaration: positional properties, then the others.</summary>
    public static IEnumerable<MetricMember> Of(INamedTypeSymbol record) =>
        from property in PropertiesOf(record)
        from attribute in AttributesOf(property)
        let role = RoleOf(attribute)
        where role is not null
        select new MetricMember(property, role.Value, attribute);

    /// <summary>The properties that a user declared.</summary>
    public static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol record) => record.GetMembers().OfType<IPropertySymbol>()
        .Where(static property => property is { IsImplicitlyDeclared: false, IsIndexer: false })
        .OrderBy(static property => ParameterOf(property)?.Ordinal ?? int.MaxValue);

    /// <summary>The positional parameter that a property was made from or stands in for.</summary>
    public static IParameterSymbol? ParameterOf(IPropertySymbol property) => property.ContainingType.InstanceConstructors
        .Where(constructor => constructor.DeclaringSyntaxReferences.Any(
            reference => property.ContainingType.DeclaringSyntaxReferences.Any(type => type.Span == reference.Span && type.SyntaxTree == reference.SyntaxTree)))
        .SelectMany(static constructor => constructor.Parameters)
        .FirstOrDefault(parameter => parameter.Name == property.Name);

    /// <summary>What an attribute makes of its property, if it is one of ours.</summary>
    public static MetricRole? RoleOf(AttributeData attribute) =>
        attribute.AttributeClass is { } type && s_roles.TryGetValue(type.ToDisplayString(), out MetricRole role) ? role : null;

    private static IEnumerable<AttributeData> AttributesOf(IPropertySymbol property) =>
        ParameterOf(property) is { } parameter ? parameter.GetAttributes().Concat(property.GetAttributes()) : property.GetAttributes();
}
