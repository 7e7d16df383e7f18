using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Configuration;

/// <summary>The numbers that an option may be.</summary>
internal sealed record OptionRange(double Min, double Max, bool MinExclusive, bool MaxExclusive)
{
    /// <summary>Whether no number at all is in it.</summary>
    public bool IsEmpty => !(Min < Max) && !(Min == Max && !MinExclusive && !MaxExclusive);

    /// <summary>The range that a property's attribute gives, or null.</summary>
    public static OptionRange? Of(IPropertySymbol property)
    {
        AttributeData? range = property.FindAttribute(KnownNames.RangeAttribute);
        return range is { ConstructorArguments.Length: 2 }
            && range.ConstructorArguments[0].Value is double min
            && range.ConstructorArguments[1].Value is double max
                ? new OptionRange(min, max, range.Named("MinExclusive", false), range.Named("MaxExclusive", false))
                : null;
    }

    /// <summary>Whether a number is in it.</summary>
    public bool Contains(double number) =>
        (MinExclusive ? number > Min : number >= Min) && (MaxExclusive ? number < Max : number <= Max);
}
