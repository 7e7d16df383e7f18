using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Metrics;

/// <summary>HAM0056: an attribute takes certain types.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricTypeAnalyzer : MetricRecordAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public MetricTypeAnalyzer()
        : base(Descriptors.MetricType)
    {
    }

    private protected override void CheckRecord(
        INamedTypeSymbol record, AttributeData attribute, IReadOnlyList<MetricMember> members, Action<ISymbol, object[]> report)
    {
        foreach (MetricMember member in members)
        {
            if (MetricTypes.Problem(member) is { } expected)
            {
                report(member.Property, [member.Property.Name, member.Role, expected]);
            }
        }
    }
}
