using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Metrics;

/// <summary>HAM0053: the axis of a record is one of its properties.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricEpisodeAnalyzer : MetricRecordAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public MetricEpisodeAnalyzer()
        : base(Descriptors.MetricEpisodeMissing)
    {
    }

    private protected override void CheckRecord(
        INamedTypeSymbol record, AttributeData attribute, IReadOnlyList<MetricMember> members, Action<ISymbol, object[]> report)
    {
        if (MetricsParser.IsPerEpisode(attribute) && members.All(static member => member.Role != MetricRole.Episode))
        {
            report(record, [record.Name]);
        }
    }
}
