using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Metrics;

/// <summary>HAM0059: two properties may differ in C# and not in snake case.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicateMetricColumnAnalyzer : MetricRecordAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public DuplicateMetricColumnAnalyzer()
        : base(Descriptors.DuplicateMetricColumn)
    {
    }

    private protected override void CheckRecord(
        INamedTypeSymbol record, AttributeData attribute, IReadOnlyList<MetricMember> members, Action<ISymbol, object[]> report)
    {
        foreach (var same in members.Where(static member => member.IsField).GroupBy(static member => Naming.SnakeCase(member.Property.Name)))
        {
            foreach (MetricMember member in same.Where(member => member.Property.Name != same.First().Property.Name))
            {
                report(member.Property, [same.Key, same.First().Property.Name, member.Property.Name]);
            }
        }
    }
}
