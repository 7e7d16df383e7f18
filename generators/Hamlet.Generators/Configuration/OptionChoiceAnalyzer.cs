using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Configuration;

/// <summary>HAM0016: an option that no value fits cannot be given.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionChoiceAnalyzer : TypeAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public OptionChoiceAnalyzer()
        : base(Descriptors.OptionWithoutChoice)
    {
    }

    private protected override void Check(INamedTypeSymbol type, Action<ISymbol, object[]> report, CancellationToken cancel)
    {
        foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>())
        {
            if (OptionRange.Of(property) is { IsEmpty: true })
            {
                report(property, ["[Range]", property.Name, "give the smaller bound first"]);
            }

            if (property.FindAttribute(KnownNames.OneOfAttribute) is not null && !OptionsMembers.Words(property).Any())
            {
                report(property, ["[OneOf]", property.Name, "list the words"]);
            }
        }
    }
}
