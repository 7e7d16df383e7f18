using System.Text.RegularExpressions;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Metrics;

/// <summary>HAM0051: the name is that of a table and of a file.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MetricRecordNameAnalyzer : MetricRecordAnalyzer
{
    private static readonly Regex s_name = new("^[a-z][a-z0-9_]*$", RegexOptions.CultureInvariant);

    /// <summary>Makes the analyzer.</summary>
    public MetricRecordNameAnalyzer()
        : base(Descriptors.MetricRecordName)
    {
    }

    private protected override void CheckRecord(
        INamedTypeSymbol record, AttributeData attribute, IReadOnlyList<MetricMember> members, Action<ISymbol, object[]> report)
    {
        string name = MetricsParser.NameOf(record, attribute);
        if (!s_name.IsMatch(name))
        {
            report(record, [name]);
        }
    }
}
