using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Metrics;

/// <summary>The base of the analyzers that ask metric records.</summary>
public abstract class MetricRecordAnalyzer : TypeAnalyzer
{
    private protected MetricRecordAnalyzer(DiagnosticDescriptor rule)
        : base(rule)
    {
    }

    private protected sealed override void Check(INamedTypeSymbol type, Action<ISymbol, object[]> report, CancellationToken cancel)
    {
        if (type.FindAttribute(KnownNames.MetricRecordAttribute) is { } attribute)
        {
            CheckRecord(type, attribute, [.. MetricMember.Of(type)], report);
        }
    }

    /// <summary>Asks a record.</summary>
    private protected abstract void CheckRecord(
        INamedTypeSymbol record, AttributeData attribute, IReadOnlyList<MetricMember> members, Action<ISymbol, object[]> report);
}
