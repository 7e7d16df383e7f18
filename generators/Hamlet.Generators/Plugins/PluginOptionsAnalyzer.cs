using Hamlet.Generators.Configuration;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Plugins;

/// <summary>HAM0032: what a plugin asks for first is bound from the file.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PluginOptionsAnalyzer : PluginAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public PluginOptionsAnalyzer()
        : base(Descriptors.PluginOptions)
    {
    }

    private protected override void CheckPlugin(
        INamedTypeSymbol type, AttributeData attribute, INamedTypeSymbol role, INamedTypeSymbol context, Action<object[]> report)
    {
        if (PluginShape.WhyNotMade(type, context) is null
            && PluginShape.OptionsParameter(PluginShape.Constructor(type)!, context) is { } options
            && !OptionType.IsOptions(options.Type))
        {
            // The context of another kind is a slip, and nothing that could be marked.
            string remedy = PluginShape.IsContextOfAKind(options.Type, attribute)
                ? $"what a plugin marked [{PluginShape.ShortNameOf(attribute)}] is given is a {context.Name}"
                : "mark it [Options]";
            report([options.Type.ToDisplayString(), type.Name, remedy]);
        }
    }
}
