using System.Reflection;
using System.Text.RegularExpressions;
using Hamlet.Generators.Diagnostics;
using Hamlet.Generators.Tests.Testing;
using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Tests.Diagnostics;

public partial class DescriptorTests
{
    private static readonly IReadOnlyList<DiagnosticDescriptor> s_all =
    [
        .. typeof(Descriptors).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(static f => f.GetValue(null)).OfType<DiagnosticDescriptor>(),
    ];

    public static TheoryData<string> Ids => [.. s_all.Select(static d => d.Id)];

    [Fact]
    public void NoNumberIsUsedTwice() => Assert.Equal(s_all.Count, s_all.Select(static d => d.Id).Distinct().Count());

    [Theory]
    [MemberData(nameof(Ids))]
    public void EachIsAnErrorOfOneAnalyzerThatSaysWhatToDo(string id)
    {
        DiagnosticDescriptor rule = s_all.Single(d => d.Id == id);
        Assert.Matches("^HAM[0-9]{4}$", id);
        Assert.Equal(DiagnosticSeverity.Error, rule.DefaultSeverity);
        Assert.Single(Misuse.Analyzers, a => a.SupportedDiagnostics.Single().Id == id);
        string message = rule.MessageFormat.ToString(null);
        Assert.Contains("{0}", message, StringComparison.Ordinal);
        Assert.False(message.EndsWith('.'), "One sentence without a final stop, as the compiler's own.");
        Assert.False(rule.Title.ToString(null).EndsWith('.'));
    }

    [Fact]
    public void TheReadmeListsThem()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "generators", "README.md"));
        IEnumerable<string> rows = Row().Matches(readme).Select(static m => $"{m.Groups[1].Value} {m.Groups[2].Value}");
        Assert.Equal(s_all.OrderBy(static d => d.Id, StringComparer.Ordinal).Select(static d => $"{d.Id} {d.Title}"), rows);
    }

    [GeneratedRegex(@"^\| (HAM[0-9]{4}) \| ([^|]+?) +\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
