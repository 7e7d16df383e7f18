using System.Collections.Immutable;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Plugins;

/// <summary>HAM0035: the catalog of a program has one plugin of a name, whichever assemblies they come from.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicatePluginOfProgramAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptors.DuplicatePluginOfProgram];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(Check);
    }

    private static void Check(CompilationAnalysisContext context)
    {
        if (!PluginsParser.IsProgram(context.Compilation))
        {
            return;
        }

        // Those of one assembly are HAM0033's.
        IEnumerable<(INamedTypeSymbol Type, AttributeData Attribute)> all = ReferencedPlugins.Of(context.Compilation, context.CancellationToken)
            .Where(static p => p.IsMarked).Select(static p => (p.Type, p.Attribute))
            .Concat(ReferencedPlugins.In(context.Compilation.Assembly.GlobalNamespace));
        foreach (var same in all.GroupBy(static p => (PluginShape.KindOf(p.Attribute)!.Value.Role.ToDisplayString(), PluginShape.NameOf(p.Attribute))))
        {
            INamedTypeSymbol first = same.First().Type;
            foreach (INamedTypeSymbol type in same.Select(static p => p.Type)
                .Where(t => !SymbolEqualityComparer.Default.Equals(t.ContainingAssembly, first.ContainingAssembly)))
            {
                object[] arguments =
                    [same.Key.Item2 ?? "", first.ToDisplayString(), first.ContainingAssembly.Name, type.ToDisplayString(), type.ContainingAssembly.Name];
                Location? place = type.Locations.FirstOrDefault(static l => l.IsInSource);
                context.ReportDiagnostic(RuleReport.Create(Descriptors.DuplicatePluginOfProgram, place, arguments));
            }
        }
    }
}
