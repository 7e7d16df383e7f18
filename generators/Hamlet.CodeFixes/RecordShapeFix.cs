using System.Composition;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.CodeFixes;

/// <summary>HAM0050: makes a struct a readonly record struct.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RecordShapeFix : HamletCodeFix
{
    /// <summary>Makes the fix.</summary>
    public RecordShapeFix()
        : base(Descriptors.MetricRecordShape.Id)
    {
    }

    private protected override (string Title, Change Change)? Offer(SyntaxNode declaration, SemanticModel model, Diagnostic diagnostic) => declaration switch
    {
        RecordDeclarationSyntax { TypeParameterList: null } record when !record.Modifiers.Any(SyntaxKind.ReadOnlyKeyword) =>
            ("Make it readonly", Change.Of(record, Syntax.With(record, SyntaxKind.ReadOnlyKeyword))),
        StructDeclarationSyntax { TypeParameterList: null } plain => ("Make it a readonly record struct", Change.Of(plain, Record(plain))),
        _ => null,
    };

    private static TypeDeclarationSyntax Record(StructDeclarationSyntax plain)
    {
        TypeDeclarationSyntax record = SyntaxFactory.RecordDeclaration(
            SyntaxKind.RecordStructDeclaration,
            plain.AttributeLists,
            plain.Modifiers,
            SyntaxFactory.Token(SyntaxKind.RecordKeyword).WithLeadingTrivia(plain.Keyword.LeadingTrivia).WithTrailingTrivia(SyntaxFactory.Space),
            plain.Keyword.WithLeadingTrivia(),
            plain.Identifier,
            plain.TypeParameterList,
            plain.ParameterList,
            plain.BaseList,
            plain.ConstraintClauses,
            plain.OpenBraceToken,
            plain.Members,
            plain.CloseBraceToken,
            plain.SemicolonToken);
        return record.Modifiers.Any(SyntaxKind.ReadOnlyKeyword) ? record : Syntax.With(record, SyntaxKind.ReadOnlyKeyword);
    }
}
