using System.Text.RegularExpressions;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Configuration;

/// <summary>HAM0017: a key stands in files without quotes, and on the command line behind <c>--set</c>, where a dot parts it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionKeyNameAnalyzer : TypeAnalyzer
{
    private static readonly Regex s_key = new("^[a-z][a-z0-9_]*$", RegexOptions.CultureInvariant);

    /// <summary>Makes the analyzer.</summary>
    public OptionKeyNameAnalyzer()
        : base(Descriptors.OptionKeyName)
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
            foreach (string key in OptionsMembers.Keys(property).All.Where(static k => !s_key.IsMatch(k)))
            {
                report(property.Locations.Any(static l => l.IsInSource) ? property : type, [key, property.Name]);
            }
        }
    }
}
