using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Metrics;

/// <summary>HAM0061: a forgotten attribute is a curve that nobody misses until the training is over.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnloggedPropertyAnalyzer : MetricRecordAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public UnloggedPropertyAnalyzer()
        : base(Descriptors.UnloggedProperty)
    {
    }

    private protected override void CheckRecord(
        INamedTypeSymbol record, AttributeData attribute, IReadOnlyList<MetricMember> members, Action<ISymbol, object[]> report)
    {
        foreach (IPropertySymbol property in MetricMember.PropertiesOf(record))
        {
            if (property is { IsStatic: false, SetMethod: not null } && members.All(member => member.Property.Name != property.Name))
            {
                report(property, [property.Name]);
            }
        }
    }
}
