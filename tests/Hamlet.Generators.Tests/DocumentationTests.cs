using System.Text.RegularExpressions;
using Hamlet.Generators.Tests.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Tests;

/// <summary>C# in a document is compiled as a stranger's project does it, with the generators and the analyzers on it.</summary>
public sealed partial class DocumentationTests
{
    // What every project has, and nothing of ours: who copies a block has no more.
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // What the text around a block is about.
    private const string Variables = """
        float[] observation = new float[4];
        bool[] mask = [true, true];
        """;

    public static TheoryData<string> Documents => [.. Names];

    private static IEnumerable<string> Names =>
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3 })
            .Where(static file => Blocks(file).Any())
            .Select(static file => Path.GetRelativePath(Repository.Root, file))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task EveryBlockOfCSharpCompiles(string document)
    {
        foreach (string block in Blocks(Path.Combine(Repository.Root, document)))
        {
            await CompilesAsync(block);
        }
    }

    [Fact]
    public void BlocksAreFound() => Assert.Contains("README.md", Names);

    private static async Task CompilesAsync(string block)
    {
        CompilationUnitSyntax unit = SyntaxFactory.ParseCompilationUnit(block);
        bool statements = unit.Members.OfType<GlobalStatementSyntax>().Any();
        // A block of statements is a program's; the names that it does not declare stand before them.
        string source = statements
            ? $"{unit.Usings.ToFullString()}\n{Variables}\n{unit.WithUsings(default).ToFullString()}"
            : block;
        GeneratorTest test = GeneratorTest.For(Misuse.Generators, Usings, source)
            .With(static c => c.WithReferences(TestReferences.Everything).WithOptions(c.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default)));
        test = statements ? test.AsProgram() : test;

        var parse = (CSharpParseOptions)test.Compilation.SyntaxTrees[0].Options;
        CSharpGeneratorDriver.Create(Misuse.Generators.Select(static g => g.AsSourceGenerator()), parseOptions: parse)
            .RunGeneratorsAndUpdateCompilation(test.Compilation, out Compilation output, out _);
        IEnumerable<Diagnostic> problems = output.GetDiagnostics()
            .Concat(await test.Compilation.WithAnalyzers([.. Misuse.Analyzers]).GetAnalyzerDiagnosticsAsync())
            .Where(static d => d.Severity >= DiagnosticSeverity.Error);
        Assert.True(!problems.Any(), $"{block}\n{string.Join('\n', problems)}");
    }

    /// <summary>All but the one that shows what is generated, which is compared with what is generated.</summary>
    private static IEnumerable<string> Blocks(string file) => CSharpBlock().Matches(File.ReadAllText(file))
        .Select(static match => match.Groups[1].Value)
        .Where(static block => !block.Contains("void IMetricRecord<", StringComparison.Ordinal));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
