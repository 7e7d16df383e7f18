using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Metrics;

/// <summary>HAM0062: an attribute that nothing reads.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricAttributeElsewhereAnalyzer : TypeAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public MetricAttributeElsewhereAnalyzer()
        : base(Descriptors.MetricAttributeElsewhere)
    {
    }

    private protected override void Check(INamedTypeSymbol type, Action<ISymbol, object[]> report, CancellationToken cancel)
    {
        bool isRecord = type.FindAttribute(KnownNames.MetricRecordAttribute) is not null;
        foreach (ISymbol place in PlacesOf(type).Where(place => !isRecord || !IsPropertyOf(place)))
        {
            foreach (AttributeData attribute in place.GetAttributes())
            {
                if (MetricMember.RoleOf(attribute) is { } role)
                {
                    report(place, [role, place.Name, type.Name]);
                }
            }
        }
    }

    private static IEnumerable<ISymbol> PlacesOf(INamedTypeSymbol type) => type.GetMembers().SelectMany(static member => member switch
    {
        IPropertySymbol { IsImplicitlyDeclared: false } => [member],
        IMethodSymbol { IsImplicitlyDeclared: false } method => method.Parameters.CastArray<ISymbol>(),
        _ => Enumerable.Empty<ISymbol>(),
    });

    private static bool IsPropertyOf(ISymbol place) => place switch
    {
        IPropertySymbol property => !property.IsIndexer,
        IParameterSymbol parameter => MetricMember.PropertiesOf(parameter.ContainingType)
            .Any(property => SymbolEqualityComparer.Default.Equals(MetricMember.ParameterOf(property), parameter)),
        _ => false,
    };
}
