using System.Composition;
using Hamlet.Generators.Diagnostics;
using Hamlet.Generators.Metrics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.CodeFixes;

/// <summary>HAM0061 and HAM0064: logs a property, or a field that becomes one, under a tag that is made of its record's name and its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class LogPropertyFix : HamletCodeFix
{
    private static readonly string[] s_endings = ["Metrics", "Record"];

    /// <summary>Makes the fix.</summary>
    public LogPropertyFix()
        : base(Descriptors.UnloggedProperty.Id, Descriptors.MetricRecordField.Id)
    {
    }

    private protected override (string Title, Change Change)? Offer(SyntaxNode declaration, SemanticModel model, Diagnostic diagnostic)
    {
        if (declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText is not { } record
            || TypeOf(declaration) is not { } syntax
            || model.GetTypeInfo(syntax).Type is not { } type
            || MetricTypes.RoleFor(type) is not { } role)
        {
            return null;
        }

        string? ending = s_endings.FirstOrDefault(e => record.EndsWith(e, StringComparison.Ordinal) && record.Length > e.Length);
        string tag = $"{record.Substring(0, record.Length - (ending?.Length ?? 0))}/{Argument(diagnostic, 0)}";
        return declaration is FieldDeclarationSyntax field
            ? ($"Make it a property, logged as \"{tag}\"", Change.Of(field, Syntax.With(Property(field), $"{role}", tag)))
            : ($"Log it as \"{tag}\"", Change.Of(declaration, Syntax.With(declaration, $"{role}", tag)));
    }

    // Attributes of a field need not fit a property, and of several fields in one declaration each needs its own.
    private static TypeSyntax? TypeOf(SyntaxNode declaration) => declaration switch
    {
        FieldDeclarationSyntax { AttributeLists.Count: 0, Declaration: { Variables.Count: 1 } field } => field.Type,
        PropertyDeclarationSyntax property => property.Type,
        ParameterSyntax parameter => parameter.Type,
        _ => null,
    };

    private static PropertyDeclarationSyntax Property(FieldDeclarationSyntax field)
    {
        VariableDeclaratorSyntax variable = field.Declaration.Variables[0];
        PropertyDeclarationSyntax property = ((PropertyDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration("int A { get; init; }")!)
            .WithModifiers(SyntaxFactory.TokenList(field.Modifiers.Where(static m => !m.IsKind(SyntaxKind.ReadOnlyKeyword))))
            .WithType(field.Declaration.Type)
            .WithIdentifier(variable.Identifier.WithTrailingTrivia(SyntaxFactory.Space));
        return variable.Initializer is null
            ? property.WithTriviaFrom(field)
            : property.WithInitializer(variable.Initializer.WithLeadingTrivia(SyntaxFactory.Space)).WithSemicolonToken(field.SemicolonToken).WithTriviaFrom(field);
    }
}
