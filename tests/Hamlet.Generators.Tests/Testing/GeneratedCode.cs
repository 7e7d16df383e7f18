using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hamlet.Generators.Tests.Testing;

/// <summary>What the generators wrote, after the checks that every run must pass.</summary>
internal sealed class GeneratedCode
{
    private GeneratedCode(IReadOnlyDictionary<string, string> files) => Files = files;

    /// <summary>The text of each generated file by its hint name, in ordinal order.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>The only file.</summary>
    public string Single => Assert.Single(Files).Value;

    /// <summary>
    /// No generator threw; the result compiles without a warning; a second run finds everything cached; and no value that flows
    /// between two steps holds on to a compilation.
    /// </summary>
    public static GeneratedCode Check(CSharpCompilation compilation, GeneratorDriver driver)
    {
        GeneratorDriverRunResult first = driver.GetRunResult();
        Assert.All(first.Results, static result => Assert.Null(result.Exception));
        Assert.Empty(first.Diagnostics);
        Compiles(compilation, first.GeneratedTrees);
        foreach (GeneratorRunResult result in first.Results)
        {
            HoldsNoCompilation(result);
        }

        new IncrementalRun(driver.RunGenerators(compilation.Clone()).GetRunResult()).ExpectNothingNew();
        return new GeneratedCode(first.Results.SelectMany(static r => r.GeneratedSources)
            .OrderBy(static s => s.HintName, StringComparer.Ordinal)
            .ToDictionary(static s => s.HintName, static s => s.SourceText.ToString()));
    }

    private static void Compiles(CSharpCompilation input, IEnumerable<SyntaxTree> generated)
    {
        // CS1591, a missing doc comment: a test's source needs none, what is generated and public does.
        IEnumerable<Diagnostic> problems = input.AddSyntaxTrees(generated).GetDiagnostics()
            .Where(static d => d.Severity >= DiagnosticSeverity.Warning && !d.IsSuppressed)
            .Where(d => d.Id != "CS1591" || !input.ContainsSyntaxTree(d.Location.SourceTree));
        Assert.True(!problems.Any(), string.Join('\n', problems.Select(static d => $"{d}\n    {Line(d)}")));
    }

    private static string Line(Diagnostic diagnostic) => diagnostic.Location.SourceTree is { } tree
        ? tree.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString()
        : "";

    private static void HoldsNoCompilation(GeneratorRunResult result)
    {
        var named = result.TrackedSteps.Where(static s => s.Key.StartsWith(TrackingNames.Prefix, StringComparison.Ordinal)).ToList();
        // A generator that found nothing has run no step; one that wrote something has.
        Assert.True(named.Count > 0 || result.GeneratedSources.IsEmpty, "The pipeline has no named step.");
        foreach ((string name, var steps) in named)
        {
            foreach ((object value, _) in steps.SelectMany(static s => s.Outputs))
            {
                Assert.True(PipelineValues.FindCompilerObject(value) is not { } path, $"{name}: {PipelineValues.FindCompilerObject(value)}");
            }
        }
    }
}
