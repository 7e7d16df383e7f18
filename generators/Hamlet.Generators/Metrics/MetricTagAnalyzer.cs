using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Metrics;

/// <summary>HAM0057: what a curve is found by.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricTagAnalyzer : MetricRecordAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public MetricTagAnalyzer()
        : base(Descriptors.MetricTag)
    {
    }

    private protected override void CheckRecord(
        INamedTypeSymbol record, AttributeData attribute, IReadOnlyList<MetricMember> members, Action<ISymbol, object[]> report)
    {
        HashSet<string> parts = [.. members.Where(static member => member.Role == MetricRole.TagPart).Select(static member => member.PartName)];
        foreach (MetricMember member in members.Where(static member => member.HasTag))
        {
            if (TagTemplate.Problem(member.Tag, parts) is { } problem)
            {
                report(member.Property, [member.Tag, problem]);
            }
        }
    }
}
