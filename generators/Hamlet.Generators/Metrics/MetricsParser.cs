using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Metrics;

/// <summary>
/// Reads a metric record. What is wrong with one is said by the analyzers; here it is only left out, so that one mistake does not
/// drag the whole record into errors.
/// </summary>
internal static class MetricsParser
{
    private static readonly string[] s_endings = ["Metrics", "Record"];

    /// <summary>The model of a record, or null if no code can be written for it.</summary>
    public static MetricsModel? Parse(INamedTypeSymbol record, AttributeData attribute, CancellationToken cancel)
    {
        List<MetricMember> members = MembersOf(record);
        string? step = PropertyOf(members, MetricRole.Step);
        return step is null || !CanBeGenerated(record, cancel) ? null : new MetricsModel(
            TypeDeclaration.Of(record),
            NameOf(record, attribute),
            IsPerEpisode(attribute) ? "Episode" : "Step",
            attribute.Named("Clocked", false),
            DocComment.Summary(record, cancel),
            step,
            PropertyOf(members, MetricRole.Episode),
            PropertyOf(members, MetricRole.Agent),
            members.Where(static member => member.Role == MetricRole.TagPart)
                .Select(static member => new MetricsTagPart(member.Property.Name, member.PartName))
                .ToEquatableArray(),
            members.Where(static member => member.IsField)
                .GroupBy(static member => member.Property.Name)
                .Select(group => FieldOf(group.First(), cancel))
                .ToEquatableArray(),
            Restriction.Experimental(MetricMember.Used(record)));
    }

    /// <summary>Whether there is a model of a record.</summary>
    public static bool CanBeWritten(INamedTypeSymbol record, CancellationToken cancel) =>
        PropertyOf(MembersOf(record), MetricRole.Step) is not null && CanBeGenerated(record, cancel);

    /// <summary>The name of the record's table: as given, or the type's in snake case without its ending.</summary>
    public static string NameOf(INamedTypeSymbol record, AttributeData attribute)
    {
        if (attribute.ConstructorArguments.FirstOrDefault().Value is string given)
        {
            return given;
        }

        string? ending = s_endings.FirstOrDefault(e => record.Name.EndsWith(e, StringComparison.Ordinal) && record.Name.Length > e.Length);
        return Naming.SnakeCase(record.Name.Substring(0, record.Name.Length - (ending?.Length ?? 0)));
    }

    /// <summary>Whether the record's axis is the episode.</summary>
    public static bool IsPerEpisode(AttributeData attribute) => attribute.Named("Axis", 0) == 1;

    /// <summary>What keeps a type from being a record, or null if it is one.</summary>
    public static string? WhyNotARecord(INamedTypeSymbol type) => type switch
    {
        { IsRecord: false } => "is no record: records are compared by value, in tests above all",
        { IsReadOnly: false } => "is not readonly: it would be copied at each call of a generated member",
        _ when HasTypeParameters(type) => "has type parameters, also if only through a type around it: its one name would stand for many tables",
        _ => null,
    };

    private static List<MetricMember> MembersOf(INamedTypeSymbol record) =>
        [.. MetricMember.Of(record).Where(static member => MetricTypes.Problem(member) is null)];

    private static bool CanBeGenerated(INamedTypeSymbol record, CancellationToken cancel) =>
        record.TakesGeneratedPart(cancel) && WhyNotARecord(record) is null && !Restriction.IsAnyForbidden(MetricMember.Used(record));

    private static bool HasTypeParameters(INamedTypeSymbol? type) => type is not null && (type.Arity > 0 || HasTypeParameters(type.ContainingType));

    private static string? PropertyOf(List<MetricMember> members, MetricRole role) =>
        members.FirstOrDefault(member => member.Role == role)?.Property.Name;

    private static MetricsField FieldOf(MetricMember member, CancellationToken cancel)
    {
        IPropertySymbol property = member.Property;
        string description = DocComment.Summary(property, cancel);
        ScalarStorage? scalar = member.Role is MetricRole.Scalar or MetricRole.Column ? ScalarStorage.Of(property.Type) : null;
        return new MetricsField(
            property.Name,
            Naming.SnakeCase(property.Name),
            member.Role == MetricRole.Column ? scalar is null ? MetricRole.Text : MetricRole.Scalar : member.Role,
            member.Tag,
            member.Attribute.Named<string?>("Unit", null),
            description.Length > 0 ? description : DocComment.Parameter(property.ContainingType, property.Name, cancel),
            scalar);
    }
}
