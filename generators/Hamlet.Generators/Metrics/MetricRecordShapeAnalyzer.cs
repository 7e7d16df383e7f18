using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Metrics;

/// <summary>HAM0050: what can be logged without a copy and without ambiguity.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricRecordShapeAnalyzer : MetricRecordAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public MetricRecordShapeAnalyzer()
        : base(Descriptors.MetricRecordShape)
    {
    }

    private protected override void CheckRecord(
        INamedTypeSymbol record, AttributeData attribute, IReadOnlyList<MetricMember> members, Action<ISymbol, object[]> report)
    {
        if (MetricsParser.WhyNotARecord(record) is { } reason)
        {
            report(record, [record.Name, reason]);
        }
    }
}
