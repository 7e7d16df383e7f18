using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Metrics;

/// <summary>HAM0064: a field takes no metric attribute, so what it holds is lost.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricRecordFieldAnalyzer : MetricRecordAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public MetricRecordFieldAnalyzer()
        : base(Descriptors.MetricRecordField)
    {
    }

    private protected override void CheckRecord(
        INamedTypeSymbol record, AttributeData attribute, IReadOnlyList<MetricMember> members, Action<ISymbol, object[]> report)
    {
        // A private one may stand behind a computed property; the compiler's own stand behind the others.
        foreach (IFieldSymbol field in record.GetMembers().OfType<IFieldSymbol>()
            .Where(static f => f is { IsStatic: false, IsImplicitlyDeclared: false, DeclaredAccessibility: not Accessibility.Private }))
        {
            report(field, [field.Name]);
        }
    }
}
