using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Plugins;

/// <summary>HAM0031: the registration makes the plugin, so it must be able to.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PluginConstructionAnalyzer : PluginAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public PluginConstructionAnalyzer()
        : base(Descriptors.PluginConstruction)
    {
    }

    private protected override void CheckPlugin(
        INamedTypeSymbol type, AttributeData attribute, INamedTypeSymbol role, INamedTypeSymbol context, Action<object[]> report)
    {
        if (PluginShape.WhyNotMade(type, context) is { } why)
        {
            report([type.Name, why, context.Name]);
        }
    }
}
