using System.Collections.Concurrent;
using System.Collections.Immutable;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Configuration;

/// <summary>HAM0019: an attribute that nothing reads.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionAttributeElsewhereAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptors.OptionAttributeElsewhere];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var found = new ConcurrentBag<(IPropertySymbol Property, string Attribute)>();
            var bases = new ConcurrentDictionary<ISymbol, bool>(SymbolEqualityComparer.Default);
            start.RegisterSymbolAction(c => Collect((INamedTypeSymbol)c.Symbol, found, bases), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end =>
            {
                foreach ((IPropertySymbol property, string attribute) in found.Where(f => !bases.ContainsKey(f.Property.ContainingType.OriginalDefinition)))
                {
                    object[] arguments = [attribute, property.Name, property.ContainingType.Name];
                    end.ReportDiagnostic(RuleReport.Create(Descriptors.OptionAttributeElsewhere, property.Locations[0], arguments));
                }
            });
        });
    }

    private static void Collect(
        INamedTypeSymbol type, ConcurrentBag<(IPropertySymbol Property, string Attribute)> found, ConcurrentDictionary<ISymbol, bool> bases)
    {
        if (type.FindAttribute(KnownNames.OptionsAttribute) is not null)
        {
            for (INamedTypeSymbol? t = type.BaseType; t is not null; t = t.BaseType)
            {
                bases[t.OriginalDefinition] = true;
            }

            return;
        }

        // An abstract record may be there for options records of other assemblies.
        if (type is { IsAbstract: true, IsRecord: true })
        {
            return;
        }

        foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>())
        {
            foreach (string attribute in OptionsMembers.Attributes.Where(a => property.FindAttribute(a) is not null))
            {
                found.Add((property, OptionsMembers.AsWritten(attribute)));
            }
        }
    }
}
