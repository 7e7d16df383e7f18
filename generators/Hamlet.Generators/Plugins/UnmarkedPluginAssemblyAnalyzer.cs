using System.Collections.Immutable;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Plugins;

/// <summary>HAM0036: an assembly that was built without the generators has plugins that no catalog knows.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnmarkedPluginAssemblyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptors.UnmarkedPluginAssembly];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(static end =>
        {
            if (!PluginsParser.IsProgram(end.Compilation))
            {
                return;
            }

            foreach ((INamedTypeSymbol type, AttributeData attribute, bool isMarked) in ReferencedPlugins.Of(end.Compilation, end.CancellationToken))
            {
                if (!isMarked)
                {
                    object[] arguments = [type.ToDisplayString(), type.ContainingAssembly.Name, PluginShape.ShortNameOf(attribute)];
                    end.ReportDiagnostic(RuleReport.Create(Descriptors.UnmarkedPluginAssembly, null, arguments));
                }
            }
        });
    }
}
