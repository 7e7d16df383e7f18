using System.Text.RegularExpressions;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Plugins;

/// <summary>HAM0034: the name stands in files, as a value and as a key.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PluginNameAnalyzer : PluginAnalyzer
{
    private static readonly Regex s_name = new("^[a-z][a-z0-9_]*$", RegexOptions.CultureInvariant);

    /// <summary>Makes the analyzer.</summary>
    public PluginNameAnalyzer()
        : base(Descriptors.PluginName)
    {
    }

    private protected override void CheckPlugin(
        INamedTypeSymbol type, AttributeData attribute, INamedTypeSymbol role, INamedTypeSymbol context, Action<object[]> report)
    {
        string name = PluginShape.NameOf(attribute) ?? "";
        if (!s_name.IsMatch(name))
        {
            report([name]);
        }
    }
}
