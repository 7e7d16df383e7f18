using System.Composition;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.CodeFixes;

/// <summary>HAM0001: writes <c>partial</c> at a type and at every type around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakePartialFix : HamletCodeFix
{
    /// <summary>Makes the fix.</summary>
    public MakePartialFix()
        : base(Descriptors.MustBePartial.Id)
    {
    }

    private protected override (string Title, Change Change)? Offer(SyntaxNode declaration, SemanticModel model, Diagnostic diagnostic)
    {
        TypeDeclarationSyntax[] types = [.. declaration.AncestorsAndSelf().OfType<TypeDeclarationSyntax>()
            .Where(static t => !t.Modifiers.Any(SyntaxKind.PartialKeyword))];
        return types.Length == 0 ? null : ("Make it partial", new Change(
            types, static (_, rewritten) => Syntax.With((TypeDeclarationSyntax)rewritten, SyntaxKind.PartialKeyword)));
    }
}
