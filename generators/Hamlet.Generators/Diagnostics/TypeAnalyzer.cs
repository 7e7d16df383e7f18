using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Diagnostics;

/// <summary>The base of the analyzers: one rule, asked of every type that a user declares.</summary>
public abstract class TypeAnalyzer : DiagnosticAnalyzer
{
    private readonly DiagnosticDescriptor _rule;

    private protected TypeAnalyzer(DiagnosticDescriptor rule) => _rule = rule;

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_rule];

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(
            c => Check((INamedTypeSymbol)c.Symbol, (place, arguments) => Report(c, place, arguments), c.CancellationToken),
            SymbolKind.NamedType);
    }

    /// <summary>Asks a type. A report names the symbol that it stands at and the arguments of the rule's message.</summary>
    private protected abstract void Check(INamedTypeSymbol type, Action<ISymbol, object[]> report, CancellationToken cancel);

    // The symbol's own location, and not one rebuilt from a path, so that #pragma works on it.
    private void Report(SymbolAnalysisContext context, ISymbol place, object[] arguments) =>
        context.ReportDiagnostic(RuleReport.Create(_rule, place.Locations.FirstOrDefault(), arguments));
}
