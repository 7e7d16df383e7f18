using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Metrics;

/// <summary>HAM0059: two properties may differ in C# and not in snake case, and every record has some columns already.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicateMetricColumnAnalyzer : MetricRecordAnalyzer
{
    // Those of SQLite's tables and of CSV files.
    private static readonly string[] s_common = ["run_id", "sequence", "timestamp", "step", "episode", "agent_id"];

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
            bool isCommon = s_common.Contains(same.Key, StringComparer.Ordinal);
            string first = same.First().Property.Name;
            foreach (IPropertySymbol property in same.Select(static member => member.Property).Where(property => isCommon || property.Name != first))
            {
                // The step itself, marked as a value too, is HAM0055's.
                if (isCommon && members.Any(member => !member.IsField && member.Property.Name == property.Name))
                {
                    continue;
                }

                report(property, [same.Key, isCommon ? "every record" : $"'{first}'", property.Name]);
            }
        }
    }
}
