using System.Collections.Immutable;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Metrics;

/// <summary>
/// HAM0066: who calls a record of his <c>EpisodeMetrics</c> may find that the framework's table is called <c>episode_2</c> since. Tags may be shared with other
/// assemblies: an algorithm that draws <c>Training/Loss</c> as another one does is compared with it by that.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricNameOfAnotherAssemblyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptors.MetricNameOfAnotherAssembly];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(Check);
    }

    private static void Check(CompilationAnalysisContext context)
    {
        (INamedTypeSymbol Record, string Name)[] own = [.. RecordsOf(context.Compilation.Assembly)];
        if (own.Length == 0)
        {
            return;
        }

        // Databases and many file systems do not tell cases apart.
        ILookup<string, INamedTypeSymbol> others = ReferencedTypes.Assemblies(context.Compilation).SelectMany(RecordsOf)
            .ToLookup(static r => r.Name, static r => r.Record, StringComparer.OrdinalIgnoreCase);
        context.CancellationToken.ThrowIfCancellationRequested();
        foreach ((INamedTypeSymbol record, string name) in own)
        {
            if (others[name].FirstOrDefault() is { } other)
            {
                context.ReportDiagnostic(RuleReport.Create(
                    Descriptors.MetricNameOfAnotherAssembly, record.Locations[0], name, other.ToDisplayString(), other.ContainingAssembly.Name, record.Name));
            }
        }
    }

    private static IEnumerable<(INamedTypeSymbol Record, string Name)> RecordsOf(IAssemblySymbol assembly) =>
        from type in ReferencedTypes.In(assembly.GlobalNamespace)
        where type.IsValueType
        let attribute = type.FindAttribute(KnownNames.MetricRecordAttribute)
        where attribute is not null
        select (type, MetricsParser.NameOf(type, attribute));
}
