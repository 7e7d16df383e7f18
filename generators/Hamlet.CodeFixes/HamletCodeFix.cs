using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Hamlet.CodeFixes;

/// <summary>The base of the fixes: one offer for a diagnostic, which changes declarations, most often the one that the diagnostic stands at.</summary>
public abstract class HamletCodeFix : CodeFixProvider
{
    private readonly string[] _rules;

    private protected HamletCodeFix(params string[] rules) => _rules = rules;

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds => [.. _rules];

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Solution solution = context.Document.Project.Solution;
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            // A rule stands at a name: what is declared there is what changes.
            SyntaxNode? node = root?.FindNode(diagnostic.Location.SourceSpan)
                .AncestorsAndSelf().FirstOrDefault(static n => n is MemberDeclarationSyntax or ParameterSyntax);
            if (node is not null && Offer(node, model!, diagnostic) is var (title, change))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(title, cancel => Apply(solution, change, cancel), equivalenceKey: GetType().Name), diagnostic);
            }
        }
    }

    /// <summary>What is offered for a diagnostic at a declaration; null for nothing. The model is that of the declaration's file.</summary>
    private protected abstract (string Title, Change Change)? Offer(SyntaxNode declaration, SemanticModel model, Diagnostic diagnostic);

    /// <summary>An argument of the diagnostic's message.</summary>
    private protected static string Argument(Diagnostic diagnostic, int index) =>
        diagnostic.Properties.TryGetValue(index.ToString(System.Globalization.CultureInfo.InvariantCulture), out string? value) ? value ?? "" : "";

    private static async Task<Solution> Apply(Solution solution, Change change, CancellationToken cancel)
    {
        Solution changed = solution;
        foreach (IGrouping<SyntaxTree, SyntaxNode> nodes in change.Old.GroupBy(static n => n.SyntaxTree))
        {
            if (solution.GetDocument(nodes.Key) is { } document)
            {
                SyntaxNode root = await nodes.Key.GetRootAsync(cancel).ConfigureAwait(false);
                changed = changed.WithDocumentSyntaxRoot(document.Id, root.ReplaceNodes(
                    nodes, (old, rewritten) => change.New(old, rewritten).WithAdditionalAnnotations(Formatter.Annotation)));
            }
        }

        return changed;
    }

    /// <summary>Nodes, of one file or of several, and what takes their place; the second argument has the changes of the nodes within it.</summary>
    private protected sealed record Change(IReadOnlyList<SyntaxNode> Old, Func<SyntaxNode, SyntaxNode, SyntaxNode> New)
    {
        public static Change Of(SyntaxNode old, SyntaxNode by) => new([old], (_, _) => by);
    }
}
