using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Metrics;

/// <summary>HAM0060: a part of no tag tells nothing apart.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedTagPartAnalyzer : MetricRecordAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public UnusedTagPartAnalyzer()
        : base(Descriptors.UnusedTagPart)
    {
    }

    private protected override void CheckRecord(
        INamedTypeSymbol record, AttributeData attribute, IReadOnlyList<MetricMember> members, Action<ISymbol, object[]> report)
    {
        foreach (MetricMember part in members.Where(static member => member.Role == MetricRole.TagPart))
        {
            string braces = $"{{{part.PartName}}}";
            if (!members.Any(member => member.IsField && member.Tag.Contains(braces)))
            {
                report(part.Property, [part.Property.Name, braces]);
            }
        }
    }
}
