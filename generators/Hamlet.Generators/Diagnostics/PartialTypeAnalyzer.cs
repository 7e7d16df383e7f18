using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Diagnostics;

/// <summary>HAM0001: without <c>partial</c> there is no part to generate.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PartialTypeAnalyzer : TypeAnalyzer
{
    private static readonly string[] s_attributes = [KnownNames.OptionsAttribute, KnownNames.MetricRecordAttribute];

    /// <summary>Makes the analyzer.</summary>
    public PartialTypeAnalyzer()
        : base(Descriptors.MustBePartial)
    {
    }

    private protected override void Check(INamedTypeSymbol type, Action<ISymbol, object[]> report, CancellationToken cancel)
    {
        if (!s_attributes.Any(a => type.FindAttribute(a) is not null))
        {
            return;
        }

        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            if (!t.IsPartial(cancel))
            {
                report(t, [t.Name, "partial", type.Name]);
            }
            else if (t.IsFileLocal)
            {
                report(t, [t.Name, "visible outside of its file", type.Name]);
            }
        }
    }
}
