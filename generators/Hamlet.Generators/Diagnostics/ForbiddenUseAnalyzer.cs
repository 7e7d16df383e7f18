using Hamlet.Generators.Configuration;
using Hamlet.Generators.Metrics;
using Hamlet.Generators.Plugins;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Diagnostics;

/// <summary>HAM0002: generated code is code, too, and what nothing may use is of no use to it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForbiddenUseAnalyzer : TypeAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public ForbiddenUseAnalyzer()
        : base(Descriptors.ForbiddenUse)
    {
    }

    private protected override void Check(INamedTypeSymbol type, Action<ISymbol, object[]> report, CancellationToken cancel)
    {
        ISymbol[] forbidden = [.. Used(type).Where(Restriction.IsForbidden)];
        // What is forbidden as a whole is so in every part.
        foreach (ISymbol used in forbidden.Contains(type, SymbolEqualityComparer.Default) ? [type] : forbidden.Distinct(SymbolEqualityComparer.Default))
        {
            bool isOwn = SymbolEqualityComparer.Default.Equals(used.ContainingType, type) && used.Locations.Any(static l => l.IsInSource);
            report(isOwn ? used : type, [used is IMethodSymbol { AssociatedSymbol: { } property } ? property.Name : used.Name, type.Name]);
        }
    }

    private static IEnumerable<ISymbol> Used(INamedTypeSymbol type)
    {
        IEnumerable<ISymbol> used = [];
        foreach (AttributeData attribute in type.GetAttributes())
        {
            used = used.Concat(attribute.AttributeClass switch
            {
                { } a when a.Is(KnownNames.OptionsAttribute) => OptionsMembers.Used(type),
                { } a when a.Is(KnownNames.MetricRecordAttribute) => MetricMember.Used(type),
                _ when PluginShape.KindOf(attribute) is not null => PluginShape.Used(type),
                _ => [],
            });
        }

        return used;
    }
}
