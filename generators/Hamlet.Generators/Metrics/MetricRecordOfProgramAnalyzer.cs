using System.Collections.Immutable;
using Hamlet.Generators.Diagnostics;
using Hamlet.Generators.Plugins;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Metrics;

/// <summary>
/// HAM0066: a table holds the rows of one kind of record and a curve its values, whichever assemblies they come from. Two tags of one assembly are HAM0063's.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricRecordOfProgramAnalyzer : DiagnosticAnalyzer
{
    private const string Table = "name";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptors.MetricRecordOfProgram];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(Check);
    }

    private static void Check(CompilationAnalysisContext context)
    {
        INamedTypeSymbol[] own = [.. RecordsOf(context.Compilation.Assembly)];
        // What a library refers to is the affair of the program that is made of both.
        bool isProgram = PluginsParser.IsProgram(context.Compilation);
        if (own.Length == 0 && !isProgram)
        {
            return;
        }

        INamedTypeSymbol[] all = [.. ReferencedTypes.Assemblies(context.Compilation).SelectMany(RecordsOf), .. own];
        context.CancellationToken.ThrowIfCancellationRequested();
        foreach (var same in all.SelectMany(Claims).GroupBy(static c => (c.What, c.Name)))
        {
            INamedTypeSymbol first = same.First().Record;
            foreach (INamedTypeSymbol record in same.Select(static c => c.Record).Where(r => !SymbolEqualityComparer.Default.Equals(r, first)))
            {
                bool isOwn = SymbolEqualityComparer.Default.Equals(record.ContainingAssembly, context.Compilation.Assembly);
                bool isOfOne = SymbolEqualityComparer.Default.Equals(record.ContainingAssembly, first.ContainingAssembly);
                if (isOfOne ? isOwn && same.Key.What == Table : isOwn || isProgram)
                {
                    object[] arguments =
                        [same.Key.Name, same.Key.What, first.ToDisplayString(), first.ContainingAssembly.Name, record.ToDisplayString(), record.ContainingAssembly.Name];
                    Location? place = record.Locations.FirstOrDefault(static l => l.IsInSource);
                    context.ReportDiagnostic(RuleReport.Create(Descriptors.MetricRecordOfProgram, place, arguments));
                }
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> RecordsOf(IAssemblySymbol assembly) => ReferencedTypes.In(assembly.GlobalNamespace)
        .Where(static t => t.IsValueType && t.FindAttribute(KnownNames.MetricRecordAttribute) is not null)
        .OrderBy(static t => t.ToDisplayString(), StringComparer.Ordinal);

    private static IEnumerable<(string What, string Name, INamedTypeSymbol Record)> Claims(INamedTypeSymbol record) => MetricMember.Of(record)
        .Where(static m => m.HasTag && TagTemplate.HasFixedPart(m.Tag))
        .Select(static m => (m.Role == MetricRole.ScalarMap ? "prefix" : "tag", m.Tag))
        .Distinct()
        .Append((Table, MetricsParser.NameOf(record, record.FindAttribute(KnownNames.MetricRecordAttribute)!)))
        .Select(c => (c.Item1, c.Item2, record));
}
