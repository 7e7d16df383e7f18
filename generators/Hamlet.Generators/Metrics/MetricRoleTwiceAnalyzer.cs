using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Metrics;

/// <summary>HAM0054: a record stands at one place.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricRoleTwiceAnalyzer : MetricRecordAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public MetricRoleTwiceAnalyzer()
        : base(Descriptors.MetricRoleTwice)
    {
    }

    private protected override void CheckRecord(
        INamedTypeSymbol record, AttributeData attribute, IReadOnlyList<MetricMember> members, Action<ISymbol, object[]> report)
    {
        foreach (var same in members.Where(static member => member.Role is MetricRole.Step or MetricRole.Episode or MetricRole.Agent)
            .GroupBy(static member => member.Role))
        {
            string first = same.First().Property.Name;
            foreach (MetricMember member in same.Where(member => member.Property.Name != first))
            {
                report(member.Property, [first, member.Role, member.Property.Name]);
            }
        }
    }
}
