using System.Composition;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.CodeFixes;

/// <summary>HAM0050: makes a struct a readonly record struct; HAM0010: makes a class a record.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RecordShapeFix : HamletCodeFix
{
    /// <summary>Makes the fix.</summary>
    public RecordShapeFix()
        : base(Descriptors.MetricRecordShape.Id, Descriptors.OptionsRecord.Id)
    {
    }

    private protected override (string Title, Change Change)? Offer(SyntaxNode declaration, SemanticModel model, Diagnostic diagnostic) => declaration switch
    {
        RecordDeclarationSyntax { TypeParameterList: null } record when diagnostic.Id == Descriptors.MetricRecordShape.Id
            && !record.Modifiers.Any(SyntaxKind.ReadOnlyKeyword) => ("Make it readonly", Change.Of(record, Syntax.With(record, SyntaxKind.ReadOnlyKeyword))),
        StructDeclarationSyntax { TypeParameterList: null } plain => ("Make it a readonly record struct", Change.Of(plain, Record(plain))),
        ClassDeclarationSyntax plain when model.GetDeclaredSymbol(plain) is { } type && CanBeRecord(type) => ("Make it a record", new Change(
            [.. type.DeclaringSyntaxReferences.Select(static r => r.GetSyntax())], static (_, rewritten) => Record((ClassDeclarationSyntax)rewritten))),
        _ => null,
    };

    // A record derives from records alone, writes its own equality, and would be no options record either if it could not be made.
    private static bool CanBeRecord(INamedTypeSymbol type) =>
        type is { IsAbstract: false, IsStatic: false, BaseType.SpecialType: SpecialType.System_Object }
            && type.GetMembers(nameof(Equals)).IsEmpty
            && type.InstanceConstructors.Any(static c => c.Parameters.IsEmpty);

    private static TypeDeclarationSyntax Record(StructDeclarationSyntax plain)
    {
        TypeDeclarationSyntax record = Record(
            plain,
            SyntaxKind.RecordStructDeclaration,
            SyntaxFactory.Token(SyntaxKind.RecordKeyword).WithLeadingTrivia(plain.Keyword.LeadingTrivia).WithTrailingTrivia(SyntaxFactory.Space),
            plain.Keyword.WithLeadingTrivia());
        return record.Modifiers.Any(SyntaxKind.ReadOnlyKeyword) ? record : Syntax.With(record, SyntaxKind.ReadOnlyKeyword);
    }

    private static TypeDeclarationSyntax Record(ClassDeclarationSyntax plain) =>
        Record(plain, SyntaxKind.RecordDeclaration, SyntaxFactory.Token(SyntaxKind.RecordKeyword).WithTriviaFrom(plain.Keyword), default);

    private static RecordDeclarationSyntax Record(TypeDeclarationSyntax plain, SyntaxKind kind, SyntaxToken keyword, SyntaxToken classOrStruct) =>
        SyntaxFactory.RecordDeclaration(
            kind,
            plain.AttributeLists,
            plain.Modifiers,
            keyword,
            classOrStruct,
            plain.Identifier,
            plain.TypeParameterList,
            plain.ParameterList,
            plain.BaseList,
            plain.ConstraintClauses,
            plain.OpenBraceToken,
            plain.Members,
            plain.CloseBraceToken,
            plain.SemicolonToken);
}
