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
    public void EachBelongsToOneAnalyzerAndSaysWhatToDo(string id)
    {
        DiagnosticDescriptor rule = s_all.Single(d => d.Id == id);
        Assert.Matches("^HAM[0-9]{4}$", id);
        // An option that nobody reads does no harm but to him who sets it, and a name that is shared only makes one look longer.
        Assert.Equal(id is "HAM0018" or "HAM0066" ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error, rule.DefaultSeverity);
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

    /// <summary>Every rule has its examples, and every example its rule.</summary>
    [Fact]
    public void EachHasItsExamples() =>
        Assert.Equal(s_all.Select(static d => d.Id).Order(StringComparer.Ordinal), Examples.All.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task TheFailingExampleGivesItAndNothingElse(string id)
    {
        IReadOnlyList<string> found = await Misuse.Find(Examples.All[id].Failing);

        Assert.NotEmpty(found);
        Assert.All(found, f => Assert.StartsWith(id, f, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task TheRepairedExampleGivesNothing(string id) => Assert.Empty(await Misuse.Find(Examples.All[id].Repaired));

    [GeneratedRegex(@"^\| (HAM[0-9]{4}) \| ([^|]+?) +\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
