using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Configuration;

/// <summary>HAM0010: the binder makes the record, so it must be able to.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionsRecordAnalyzer : TypeAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public OptionsRecordAnalyzer()
        : base(Descriptors.OptionsRecord)
    {
    }

    private protected override void Check(INamedTypeSymbol type, Action<ISymbol, object[]> report, CancellationToken cancel)
    {
        if (type.FindAttribute(KnownNames.OptionsAttribute) is not null && OptionsMembers.WhyNotMade(type) is { } why)
        {
            report(type, [type.Name, why]);
        }
    }
}
