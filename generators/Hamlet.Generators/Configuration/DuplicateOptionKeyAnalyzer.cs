using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Configuration;

/// <summary>HAM0012: a key stands for one option.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicateOptionKeyAnalyzer : TypeAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public DuplicateOptionKeyAnalyzer()
        : base(Descriptors.DuplicateOptionKey)
    {
    }

    private protected override void Check(INamedTypeSymbol type, Action<ISymbol, object[]> report, CancellationToken cancel)
    {
        if (type.FindAttribute(KnownNames.OptionsAttribute) is null)
        {
            return;
        }

        var owners = new Dictionary<string, IPropertySymbol>(StringComparer.Ordinal);
        foreach (IPropertySymbol property in OptionsMembers.Settable(type).Where(static p => !OptionsMembers.IsPlace(p)))
        {
            foreach (string name in OptionsMembers.Keys(property).All)
            {
                if (owners.TryGetValue(name, out IPropertySymbol? owner))
                {
                    report(property, [name, owner.Name, property.Name]);
                }
                else
                {
                    owners.Add(name, property);
                }
            }
        }
    }
}
