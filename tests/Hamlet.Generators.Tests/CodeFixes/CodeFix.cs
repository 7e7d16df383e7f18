using System.Collections.Immutable;
using Hamlet.CodeFixes;
using Hamlet.Generators.Tests.Diagnostics;
using Hamlet.Generators.Tests.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Simplification;

namespace Hamlet.Generators.Tests.CodeFixes;

/// <summary>Applies what is offered for a diagnostic, as an editor does.</summary>
internal static class CodeFix
{
    /// <summary>Every fix of the assembly.</summary>
    public static IReadOnlyList<CodeFixProvider> All { get; } =
    [
        .. typeof(HamletCodeFix).Assembly.GetTypes()
            .Where(static t => t.IsSubclassOf(typeof(CodeFixProvider)) && !t.IsAbstract)
            .OrderBy(static t => t.Name, StringComparer.Ordinal)
            .Select(static t => (CodeFixProvider)Activator.CreateInstance(t)!),
    ];

    /// <summary>The title of what is offered for the last diagnostic of a rule in a library of one file, and the file after it.</summary>
    public static async Task<(string Title, string Source)> Apply(string rule, string source)
    {
        GeneratorTest test = Example.Library(source);
        using var workspace = new AdhocWorkspace();
        Project project = workspace.AddProject("Sample", LanguageNames.CSharp)
            .WithCompilationOptions(test.Compilation.Options)
            .WithParseOptions(test.Compilation.SyntaxTrees[0].Options)
            .AddMetadataReferences(test.Compilation.References);
        Document document = project.AddDocument("File0.cs", await test.Compilation.SyntaxTrees[0].GetTextAsync());
        project = document.Project.AddDocument("File1.cs", await test.Compilation.SyntaxTrees[1].GetTextAsync()).Project;
        document = project.GetDocument(document.Id)!;

        ImmutableArray<Diagnostic> found = await (await project.GetCompilationAsync())!.WithAnalyzers([.. Misuse.Analyzers]).GetAnalyzerDiagnosticsAsync();
        Diagnostic diagnostic = found.Where(d => d.Id == rule).OrderBy(static d => d.Location.SourceSpan.Start).Last();
        CodeAction action = await Offer(document, diagnostic);
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        Document changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        string text = (await (await Simplifier.ReduceAsync(changed)).GetTextAsync()).ToString();
        return (action.Title, text[(text.IndexOf("Hamlet.Networks;\n", StringComparison.Ordinal) + "Hamlet.Networks;\n".Length)..].Trim());
    }

    private static async Task<CodeAction> Offer(Document document, Diagnostic diagnostic)
    {
        var offered = new List<CodeAction>();
        foreach (CodeFixProvider fix in All.Where(f => f.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered.Add(action), CancellationToken.None));
        }

        return Assert.Single(offered);
    }
}
