using Hamlet.Generators.Configuration;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Plugins;

/// <summary>HAM0037: a plugin's options stand in one map with the keys that every plugin of its kind has.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SectionKeyAnalyzer : PluginAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public SectionKeyAnalyzer()
        : base(Descriptors.SectionKey)
    {
    }

    private protected override void CheckPlugin(
        INamedTypeSymbol type, AttributeData attribute, INamedTypeSymbol role, INamedTypeSymbol context, Action<object[]> report)
    {
        string[] taken = [.. attribute.AttributeClass!.FindAttribute(KnownNames.SectionKeysAttribute)?.ConstructorArguments.FirstOrDefault().Texts() ?? []];
        if (taken.Length == 0
            || PluginShape.Constructor(type) is not { } constructor
            || PluginShape.OptionsParameter(constructor, context)?.Type is not INamedTypeSymbol options)
        {
            return;
        }

        foreach (IPropertySymbol property in OptionsMembers.Settable(options).Where(static p => !OptionsMembers.IsPlace(p)))
        {
            foreach (string key in OptionsMembers.Keys(property).All.Intersect(taken, StringComparer.Ordinal))
            {
                report([key, PluginShape.WordOf(attribute), property.Name, options.Name]);
            }
        }
    }
}
