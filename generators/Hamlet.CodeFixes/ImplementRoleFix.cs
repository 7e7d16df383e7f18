using System.Composition;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.CodeFixes;

/// <summary>HAM0030: adds the interface of a plugin's kind; the members are then the editor's own offer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ImplementRoleFix : HamletCodeFix
{
    /// <summary>Makes the fix.</summary>
    public ImplementRoleFix()
        : base(Descriptors.PluginRole.Id)
    {
    }

    private protected override (string Title, Change Change)? Offer(SyntaxNode declaration, SemanticModel model, Diagnostic diagnostic)
    {
        // "Hamlet.Environments.IEnvironment or Hamlet.Environments.IEpisode": the simple form is the one to begin with.
        string name = Argument(diagnostic, 2).Split([" or "], StringSplitOptions.None).Last();
        if (declaration is not TypeDeclarationSyntax type || name.Length == 0)
        {
            return null;
        }

        BaseTypeSyntax role = SyntaxFactory.SimpleBaseType(Syntax.Known(name));
        return ($"Implement {name.Substring(name.LastIndexOf('.') + 1)}", Change.Of(type, With(type, role)));
    }

    private static TypeDeclarationSyntax With(TypeDeclarationSyntax type, BaseTypeSyntax role)
    {
        if (type.BaseList is not null)
        {
            return (TypeDeclarationSyntax)type.AddBaseListTypes(role);
        }

        // The space behind the name, or behind its parameters, belongs behind the list now.
        SyntaxToken last = type.ParameterList?.CloseParenToken ?? type.TypeParameterList?.GreaterThanToken ?? type.Identifier;
        return (TypeDeclarationSyntax)type.ReplaceToken(last, last.WithTrailingTrivia(SyntaxFactory.Space))
            .AddBaseListTypes(role.WithTrailingTrivia(last.TrailingTrivia));
    }
}
