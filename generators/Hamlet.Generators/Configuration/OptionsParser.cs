using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Configuration;

/// <summary>From the symbol of an options record to its model.</summary>
internal static class OptionsParser
{
    /// <summary>The model, or null if the record, or one in it, is misused; then an analyzer says how.</summary>
    public static OptionsModel? Parse(INamedTypeSymbol record, Compilation compilation, CancellationToken cancel)
    {
        if (!WrittenOptions.Has(record, cancel))
        {
            return null;
        }

        var options = new List<OptionModel>();
        var places = new List<string>();
        foreach (IPropertySymbol property in OptionsMembers.Settable(record))
        {
            cancel.ThrowIfCancellationRequested();
            if (OptionsMembers.IsPlace(property))
            {
                places.Add(Naming.Identifier(property.Name));
            }
            else
            {
                OptionType type = OptionType.Parse(property.Type)!;
                INamedTypeSymbol? known = OptionsMembers.BaseThatKnows(property, record, cancel);
                options.Add(new OptionModel(
                    property.Name,
                    OptionsMembers.Keys(property).Key,
                    type,
                    known?.ToDisplayString(Formats.Full),
                    known is null ? ParseFacts(property, type, compilation, cancel) : null));
            }
        }

        return new OptionsModel(
            TypeDeclaration.Of(record),
            record.Name,
            DocComment.Summary(record, cancel),
            options.ToEquatableArray(),
            OptionsMembers.Required(record).Select(static m => Naming.Identifier(m.Name)).Distinct().ToEquatableArray(),
            places.ToEquatableArray(),
            Restriction.Experimental(OptionsMembers.Used(record)));
    }

    private static OptionFacts ParseFacts(IPropertySymbol property, OptionType type, Compilation compilation, CancellationToken cancel)
    {
        AttributeData? option = property.FindAttribute(KnownNames.OptionAttribute);
        (string? word, string? code) = property.IsRequired ? default : new OptionDefault(compilation, cancel).Of(property, type);
        return new OptionFacts(
            DocComment.Summary(property, cancel),
            word,
            code,
            property.IsRequired,
            OptionsMembers.Keys(property),
            Deprecation(property),
            option?.Named<string?>("Unit", null),
            OptionRange.Of(property),
            OptionsMembers.Words(property).ToEquatableArray(),
            option?.Named("FromFile", false) ?? false);
    }

    private static string? Deprecation(IPropertySymbol property) => property.FindAttribute(KnownNames.Obsolete) is { } obsolete
        ? obsolete.ConstructorArguments.FirstOrDefault().Value as string ?? ""
        : null;
}
