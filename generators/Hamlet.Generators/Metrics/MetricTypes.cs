using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Metrics;

/// <summary>Which types a property may have for its attribute.</summary>
internal static class MetricTypes
{
    private static readonly MetricRole[] s_tagged = [MetricRole.Scalar, MetricRole.Histogram, MetricRole.Text, MetricRole.Image, MetricRole.ScalarMap];

    /// <summary>What the property must be, or null if it is so.</summary>
    public static string? Problem(MetricMember member)
    {
        if (member.Property is { IsStatic: true } or { GetMethod: null })
        {
            return "an instance property that can be read";
        }

        if (!member.Property.ExplicitInterfaceImplementations.IsEmpty)
        {
            return "a property of the record's own, since what implements an interface by its full name has no name to be read by";
        }

        return Fits(member.Role, member.Property.Type) ? null : Expected(member.Role);
    }

    /// <summary>The attribute that logs a value of a type under a tag, or null if none does.</summary>
    public static MetricRole? RoleFor(ITypeSymbol type)
    {
        foreach (MetricRole role in s_tagged)
        {
            if (Fits(role, type))
            {
                return role;
            }
        }

        return null;
    }

    private static bool Fits(MetricRole role, ITypeSymbol type) => role switch
    {
        MetricRole.Step or MetricRole.Episode => type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64,
        MetricRole.Agent => type.SpecialType == SpecialType.System_Int32,
        MetricRole.TagPart => type.Is(KnownNames.TagName),
        MetricRole.Scalar => ScalarStorage.Of(type) is not null,
        MetricRole.Histogram => type.OriginalDefinition.Is(KnownNames.ReadOnlyMemory)
            && ((INamedTypeSymbol)type).TypeArguments[0].SpecialType == SpecialType.System_Single,
        MetricRole.Text => type.SpecialType == SpecialType.System_String,
        MetricRole.Image => type.Is(KnownNames.MetricImage),
        MetricRole.Column => type.SpecialType == SpecialType.System_String || ScalarStorage.Of(type) is not null,
        _ => type.Is(KnownNames.MetricMap),
    };

    private static string Expected(MetricRole role) => role switch
    {
        MetricRole.Step or MetricRole.Episode => "an int or a long",
        MetricRole.Agent => "an int",
        MetricRole.TagPart => "a TagName",
        MetricRole.Scalar => "a float, a double, a whole number of up to 64 bits, a bool, an enum, or one of these with '?'",
        MetricRole.Histogram => "a ReadOnlyMemory<float>",
        MetricRole.Text => "a string",
        MetricRole.Image => "a MetricImage",
        MetricRole.Column => "a string, a float, a double, a whole number of up to 64 bits, a bool, an enum, or one of the numbers with '?'",
        _ => "a MetricMap",
    };
}
