using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Configuration;

/// <summary>HAM0011: an option's type needs a codec.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionTypeAnalyzer : TypeAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public OptionTypeAnalyzer()
        : base(Descriptors.OptionTypeUnsupported)
    {
    }

    private protected override void Check(INamedTypeSymbol type, Action<ISymbol, object[]> report, CancellationToken cancel)
    {
        if (type.FindAttribute(KnownNames.OptionsAttribute) is null)
        {
            return;
        }

        foreach (IPropertySymbol property in OptionsMembers.Settable(type))
        {
            if (!OptionsMembers.IsPlace(property) && OptionType.Parse(property.Type) is null)
            {
                // A property of a base from elsewhere cannot be pointed at; then the record is what asks for it.
                ISymbol place = property.Locations.Any(static l => l.IsInSource) ? property : type;
                report(place, [property.Name, property.Type.ToDisplayString(), OptionType.Supported]);
            }
        }
    }
}
