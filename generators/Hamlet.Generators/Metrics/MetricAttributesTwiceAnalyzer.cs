using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Metrics;

/// <summary>HAM0055: a value is written once.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricAttributesTwiceAnalyzer : MetricRecordAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public MetricAttributesTwiceAnalyzer()
        : base(Descriptors.MetricAttributesTwice)
    {
    }

    private protected override void CheckRecord(
        INamedTypeSymbol record, AttributeData attribute, IReadOnlyList<MetricMember> members, Action<ISymbol, object[]> report)
    {
        foreach (var same in members.GroupBy(static member => member.Property.Name))
        {
            foreach (MetricMember member in same.Skip(1))
            {
                report(member.Property, [same.Key, same.First().Role, member.Role]);
            }
        }
    }
}
