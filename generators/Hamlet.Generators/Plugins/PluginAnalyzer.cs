using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Plugins;

/// <summary>The base of the analyzers of plugins: one rule, asked once for each plugin attribute of a class.</summary>
public abstract class PluginAnalyzer : TypeAnalyzer
{
    private protected PluginAnalyzer(DiagnosticDescriptor rule)
        : base(rule)
    {
    }

    private protected sealed override void Check(INamedTypeSymbol type, Action<ISymbol, object[]> report, CancellationToken cancel)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (PluginShape.KindOf(attribute) is var (role, context))
            {
                CheckPlugin(type, attribute, role, context, arguments => report(type, arguments));
            }
        }
    }

    /// <summary>Asks a class that carries a plugin attribute. A report has the arguments of the rule's message.</summary>
    private protected abstract void CheckPlugin(
        INamedTypeSymbol type, AttributeData attribute, INamedTypeSymbol role, INamedTypeSymbol context, Action<object[]> report);
}
