using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Configuration;

/// <summary>HAM0013: a check that is written down but never made is worse than none.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionAttributeAnalyzer : TypeAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public OptionAttributeAnalyzer()
        : base(Descriptors.AttributeWithoutEffect)
    {
    }

    private protected override void Check(INamedTypeSymbol type, Action<ISymbol, object[]> report, CancellationToken cancel)
    {
        if (type.FindAttribute(KnownNames.OptionsAttribute) is null)
        {
            return;
        }

        IReadOnlyList<IPropertySymbol> settable = OptionsMembers.Settable(type);
        foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>())
        {
            IEnumerable<(string What, string Whom)> problems = settable.Contains(property, SymbolEqualityComparer.Default)
                ? ProblemsOfOption(property)
                : OptionsMembers.Attributes.Where(a => property.FindAttribute(a) is not null)
                    .Select(static a => (OptionsMembers.AsWritten(a), "a public instance property with a public init or set accessor"));
            foreach ((string what, string whom) in problems)
            {
                report(property, [what, property.Name, whom]);
            }
        }
    }

    private static IEnumerable<(string What, string Whom)> ProblemsOfOption(IPropertySymbol property)
    {
        // A type without a codec is another rule's affair.
        if (OptionType.Parse(property.Type)?.Leaf.Form is not { } form)
        {
            yield break;
        }

        bool isNumber = form is OptionForm.Int32 or OptionForm.Int64 or OptionForm.UInt64 or OptionForm.Single or OptionForm.Double;
        if (!isNumber && property.FindAttribute(KnownNames.RangeAttribute) is not null)
        {
            yield return ("[Range]", "numbers, and lists and maps of them");
        }

        if (form != OptionForm.Text && property.FindAttribute(KnownNames.OneOfAttribute) is not null)
        {
            yield return ("[OneOf]", "texts; an enum has words of its own");
        }

        if (form != OptionForm.Record && (property.FindAttribute(KnownNames.OptionAttribute)?.Named("FromFile", false) ?? false))
        {
            yield return ("FromFile", "options records");
        }
    }
}
