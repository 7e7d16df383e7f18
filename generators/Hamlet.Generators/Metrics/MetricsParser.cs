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
        List<MetricMember> members = [.. MetricMember.Of(record).Where(static member => MetricTypes.Problem(member) is null)];
        string? step = PropertyOf(members, MetricRole.Step);
        if (step is null || !record.IsPartialThroughout(cancel) || record.IsRefLikeType || IsGeneric(record))
        {
            return null;
        }

        return new MetricsModel(
            TypeDeclaration.Of(record),
            NameOf(record, attribute),
            attribute.Named("Axis", 0) == 1 ? "Episode" : "Step",
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
                .ToEquatableArray());
    }

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

    /// <summary>Whether a type, or one around it, has type parameters.</summary>
    public static bool IsGeneric(INamedTypeSymbol? type) => type is not null && (type.Arity > 0 || IsGeneric(type.ContainingType));

    private static string? PropertyOf(List<MetricMember> members, MetricRole role) =>
        members.FirstOrDefault(member => member.Role == role)?.Property.Name;

    private static MetricsField FieldOf(MetricMember member, CancellationToken cancel)
    {
        IPropertySymbol property = member.Property;
        string description = DocComment.Summary(property, cancel);
        return new MetricsField(
            property.Name,
            Naming.SnakeCase(property.Name),
            member.Role,
            member.Tag,
            member.Attribute.Named<string?>("Unit", null),
            description.Length > 0 ? description : DocComment.Parameter(property.ContainingType, property.Name, cancel),
            member.Role == MetricRole.Scalar ? ScalarStorage.Of(property.Type) : null);
    }
}
