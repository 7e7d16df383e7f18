using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Configuration;

/// <summary>HAM0020: two values may differ in C# and not in snake case.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SharedOptionWordAnalyzer : TypeAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public SharedOptionWordAnalyzer()
        : base(Descriptors.SharedOptionWord)
    {
    }

    private protected override void Check(INamedTypeSymbol type, Action<ISymbol, object[]> report, CancellationToken cancel)
    {
        if (type.FindAttribute(KnownNames.OptionsAttribute) is null)
        {
            return;
        }

        foreach (IPropertySymbol property in OptionsMembers.Settable(type).Where(static p => !OptionsMembers.IsPlace(p)))
        {
            if (OptionsMembers.SharedWord(property) is var (word, first, second))
            {
                report(property.Locations.Any(static l => l.IsInSource) ? property : type, [word, first, second, property.Name]);
            }
        }
    }
}
