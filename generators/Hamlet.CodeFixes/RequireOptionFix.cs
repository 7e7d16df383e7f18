using System.Composition;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.CodeFixes;

/// <summary>HAM0014: an option without a default must stand in the file.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RequireOptionFix : HamletCodeFix
{
    /// <summary>Makes the fix.</summary>
    public RequireOptionFix()
        : base(Descriptors.OptionDefaultMissing.Id)
    {
    }

    private protected override (string Title, Change Change)? Offer(SyntaxNode declaration, SemanticModel model, Diagnostic diagnostic) =>
        declaration is PropertyDeclarationSyntax property ? ("Make it required", Change.Of(property, Required(property))) : null;

    // Its initialiser said null.
    private static PropertyDeclarationSyntax Required(PropertyDeclarationSyntax property)
    {
        SyntaxTriviaList end = property.GetTrailingTrivia();
        return property
            .WithModifiers(Syntax.Add(property.Modifiers, SyntaxKind.RequiredKeyword))
            .WithInitializer(null)
            .WithSemicolonToken(default)
            .WithAccessorList(property.AccessorList!.WithCloseBraceToken(property.AccessorList.CloseBraceToken.WithTrailingTrivia()))
            .WithTrailingTrivia(end);
    }
}
