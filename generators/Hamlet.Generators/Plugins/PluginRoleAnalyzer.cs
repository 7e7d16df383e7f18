using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Plugins;

/// <summary>HAM0030: a class is what its attribute says.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PluginRoleAnalyzer : PluginAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public PluginRoleAnalyzer()
        : base(Descriptors.PluginRole)
    {
    }

    private protected override void CheckPlugin(
        INamedTypeSymbol type, AttributeData attribute, INamedTypeSymbol role, INamedTypeSymbol context, Action<object[]> report)
    {
        if (!PluginShape.Implements(type, role))
        {
            string simpler = PluginShape.SimpleForm(role) is var (simple, _) ? $" or {simple}" : "";
            report([type.Name, PluginShape.ShortNameOf(attribute), role.ToDisplayString() + simpler]);
        }
    }
}
