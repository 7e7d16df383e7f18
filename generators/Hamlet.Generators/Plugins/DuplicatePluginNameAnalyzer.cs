using System.Collections.Concurrent;
using System.Collections.Immutable;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Plugins;

/// <summary>HAM0033: a name stands for one plugin of a kind.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicatePluginNameAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptors.DuplicatePluginName];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var plugins = new ConcurrentBag<(string Kind, string Name, INamedTypeSymbol Type)>();
            start.RegisterSymbolAction(c => Collect((INamedTypeSymbol)c.Symbol, plugins), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => Report(end, plugins));
        });
    }

    private static void Collect(INamedTypeSymbol type, ConcurrentBag<(string Kind, string Name, INamedTypeSymbol Type)> plugins)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (PluginShape.KindOf(attribute) is var (role, _) && PluginShape.NameOf(attribute) is { } name)
            {
                plugins.Add((role.ToDisplayString(), name, type));
            }
        }
    }

    private static void Report(CompilationAnalysisContext context, IEnumerable<(string Kind, string Name, INamedTypeSymbol Type)> plugins)
    {
        foreach (var same in plugins.GroupBy(static p => (p.Kind, p.Name)))
        {
            // Types are analysed in any order: the first by name keeps its name.
            INamedTypeSymbol[] types = [.. same.Select(static p => p.Type).OrderBy(static t => t.ToDisplayString(), StringComparer.Ordinal)];
            foreach (INamedTypeSymbol type in types.Skip(1))
            {
                object[] arguments = [same.Key.Name, types[0].ToDisplayString(), type.ToDisplayString()];
                context.ReportDiagnostic(RuleReport.Create(Descriptors.DuplicatePluginName, type.Locations.FirstOrDefault(), arguments));
            }
        }
    }
}
