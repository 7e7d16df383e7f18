using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Metrics;

/// <summary>HAM0052: no value without a place on the axis.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricStepAnalyzer : MetricRecordAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public MetricStepAnalyzer()
        : base(Descriptors.MetricStepMissing)
    {
    }

    private protected override void CheckRecord(
        INamedTypeSymbol record, AttributeData attribute, IReadOnlyList<MetricMember> members, Action<ISymbol, object[]> report)
    {
        if (members.All(static member => member.Role != MetricRole.Step))
        {
            report(record, [record.Name]);
        }
    }
}
