using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Metrics;

/// <summary>HAM0058: two properties with one tag would draw one curve.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicateMetricTagAnalyzer : MetricRecordAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public DuplicateMetricTagAnalyzer()
        : base(Descriptors.DuplicateMetricTag)
    {
    }

    private protected override void CheckRecord(
        INamedTypeSymbol record, AttributeData attribute, IReadOnlyList<MetricMember> members, Action<ISymbol, object[]> report)
    {
        foreach (var same in members.Where(static member => member.HasTag).GroupBy(static member => (member.Tag, IsMap: member.Role == MetricRole.ScalarMap)))
        {
            foreach (MetricMember member in same.Where(member => member.Property.Name != same.First().Property.Name))
            {
                report(member.Property, [same.Key.Tag, same.First().Property.Name, member.Property.Name]);
            }
        }
    }
}
