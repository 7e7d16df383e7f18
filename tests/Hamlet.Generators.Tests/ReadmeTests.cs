using System.Text.RegularExpressions;
using Hamlet.Generators.Metrics;
using Hamlet.Generators.Tests.Testing;

namespace Hamlet.Generators.Tests;

/// <summary>What the README shows is what the compiler writes.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void TheGeneratedCodeShownIsTheCodeGeneratedFromTheRecordShown()
    {
        string[] blocks = [.. CSharpBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Select(static m => m.Groups[1].Value)];

        GeneratedCode code = GeneratorTest.For<MetricsGenerator>($"using System;\n{blocks[0]}").Run();

        string[] generated = [.. code.Files.Single().Value.ToString().Split('\n').Select(Unqualified)];
        string[] shown = [.. blocks[1].Split('\n').Select(static l => l.Trim()).Where(static l => l.Length > 0)];
        Assert.True(shown.Length > 10);
        int from = 0;
        foreach (string line in shown)
        {
            int found = Array.IndexOf(generated, line, from);
            Assert.True(found >= 0, $"'{line}' is not generated (any more), or not in this place:\n{string.Join('\n', generated)}");
            from = found;
        }
    }

    private static string Unqualified(string line) => Namespace().Replace(line, "").Trim();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"global::(?:\w+\.)*(?=\w)")]
    private static partial Regex Namespace();
}
