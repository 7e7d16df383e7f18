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
        using var workspace = new AdhocWorkspace();
        Project project = Open(workspace, source, "");
        (_, CodeAction action) = Assert.Single(await Offers(project, rule));
        return (action.Title, (await Changed(project, action)).Source);
    }

    /// <summary>The same in a library of two files, or where several things are offered: what both files are after one of these.</summary>
    public static async Task<(string Source, string Other)> Apply(string rule, string title, string source, string other)
    {
        using var workspace = new AdhocWorkspace();
        Project project = Open(workspace, source, other);
        return await Changed(project, (await Offers(project, rule)).Single(offer => offer.Action.Title == title).Action);
    }

    /// <summary>The titles of what is offered for the last diagnostic of a rule in a library of one file.</summary>
    public static async Task<IEnumerable<string>> Titles(string rule, string source)
    {
        using var workspace = new AdhocWorkspace();
        return (await Offers(Open(workspace, source, ""), rule)).Select(static offer => offer.Action.Title);
    }

    /// <summary>What both files are after an editor applied an offer to all diagnostics of a rule at once.</summary>
    public static async Task<(string Source, string Other)> ApplyToAll(string rule, string title, string source, string other = "")
    {
        using var workspace = new AdhocWorkspace();
        Project project = Open(workspace, source, other);
        (CodeFixProvider fix, CodeAction action) = (await Offers(project, rule)).Single(offer => offer.Action.Title == title);
        var context = new FixAllContext(
            project, fix, FixAllScope.Project, action.EquivalenceKey, [rule], new FixAllDiagnostics(), CancellationToken.None);
        return await Changed(project, (await fix.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    /// <summary>What the analyzers say of a project.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Diagnose(Project project) =>
        await (await project.GetCompilationAsync())!.WithAnalyzers([.. Misuse.Analyzers]).GetAnalyzerDiagnosticsAsync();

    // File0.cs and File2.cs are the two; between them stand the roles of plugins.
    private static Project Open(AdhocWorkspace workspace, string source, string other)
    {
        GeneratorTest test = Example.Library(source).With(Edits.AddFile(other));
        Project project = workspace.AddProject("Sample", LanguageNames.CSharp)
            .WithCompilationOptions(test.Compilation.Options)
            .WithParseOptions(test.Compilation.SyntaxTrees[0].Options)
            .AddMetadataReferences(test.Compilation.References);
        foreach (SyntaxTree tree in test.Compilation.SyntaxTrees)
        {
            project = project.AddDocument(tree.FilePath, tree.GetText()).Project;
        }

        return project;
    }

    private static async Task<IReadOnlyList<(CodeFixProvider Fix, CodeAction Action)>> Offers(Project project, string rule)
    {
        Diagnostic diagnostic = (await Diagnose(project)).Where(d => d.Id == rule).OrderBy(static d => d.Location.SourceSpan.Start).Last();
        Document document = project.GetDocument(diagnostic.Location.SourceTree)!;
        var offered = new List<(CodeFixProvider Fix, CodeAction Action)>();
        foreach (CodeFixProvider fix in All.Where(f => f.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered.Add((fix, action)), CancellationToken.None));
        }

        return offered;
    }

    private static async Task<(string Source, string Other)> Changed(Project project, CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        Project changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;
        string text = await Text("File0.cs");
        string end = "Hamlet.Networks;\n";
        return (text[(text.IndexOf(end, StringComparison.Ordinal) + end.Length)..].Trim(), (await Text("File2.cs")).Trim());

        async Task<string> Text(string file) =>
            (await (await Simplifier.ReduceAsync(changed.Documents.Single(d => d.Name == file))).GetTextAsync()).ToString();
    }
}
