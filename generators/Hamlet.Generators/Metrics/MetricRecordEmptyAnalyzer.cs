using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Metrics;

/// <summary>HAM0065: a record of coordinates alone is a row without a value.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricRecordEmptyAnalyzer : MetricRecordAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public MetricRecordEmptyAnalyzer()
        : base(Descriptors.MetricRecordEmpty)
    {
    }

    private protected override void CheckRecord(
        INamedTypeSymbol record, AttributeData attribute, IReadOnlyList<MetricMember> members, Action<ISymbol, object[]> report)
    {
        if (!members.Any(static member => member.IsField))
        {
            report(record, [record.Name]);
        }
    }
}
