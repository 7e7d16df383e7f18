using System.Collections.Concurrent;
using System.Collections.Immutable;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Metrics;

/// <summary>HAM0063: two records with one tag would draw one curve, in turns.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricTagOfAnotherRecordAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptors.MetricTagOfAnotherRecord];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var members = new ConcurrentBag<MetricMember>();
            start.RegisterSymbolAction(c => Collect((INamedTypeSymbol)c.Symbol, members), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => Report(end, members));
        });
    }

    private static void Collect(INamedTypeSymbol type, ConcurrentBag<MetricMember> members)
    {
        if (type.FindAttribute(KnownNames.MetricRecordAttribute) is not null)
        {
            foreach (MetricMember member in MetricMember.Of(type).Where(static m => m.HasTag && TagTemplate.HasFixedPart(m.Tag)))
            {
                members.Add(member);
            }
        }
    }

    private static void Report(CompilationAnalysisContext context, IEnumerable<MetricMember> members)
    {
        foreach (var same in members.GroupBy(static m => (m.Tag, IsMap: m.Role == MetricRole.ScalarMap)))
        {
            // Types are analysed in any order: the first by name keeps its tag. Those of one record are HAM0058's.
            MetricMember[] all = [.. same.OrderBy(static m => m.Property.ToDisplayString(), StringComparer.Ordinal)];
            foreach (MetricMember member in all.Where(m => !SymbolEqualityComparer.Default.Equals(m.Property.ContainingType, all[0].Property.ContainingType)))
            {
                object[] arguments = [same.Key.Tag, all[0].Property.ToDisplayString(), member.Property.ToDisplayString()];
                context.ReportDiagnostic(RuleReport.Create(
                    Descriptors.MetricTagOfAnotherRecord, member.Property.Locations.FirstOrDefault(), arguments));
            }
        }
    }
}
