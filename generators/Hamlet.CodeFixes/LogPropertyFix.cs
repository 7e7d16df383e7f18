using System.Composition;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.CodeFixes;

/// <summary>HAM0061: logs a property under a tag that is made of its record's name and its own.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class LogPropertyFix : HamletCodeFix
{
    private static readonly string[] s_endings = ["Metrics", "Record"];

    /// <summary>Makes the fix.</summary>
    public LogPropertyFix()
        : base(Descriptors.UnloggedProperty.Id)
    {
    }

    private protected override (string Title, Change Change)? Offer(SyntaxNode declaration, SemanticModel model, Diagnostic diagnostic)
    {
        if (declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText is not { } record)
        {
            return null;
        }

        string? ending = s_endings.FirstOrDefault(e => record.EndsWith(e, StringComparison.Ordinal) && record.Length > e.Length);
        string tag = $"{record.Substring(0, record.Length - (ending?.Length ?? 0))}/{Argument(diagnostic, 0)}";
        return ($"Log it as \"{tag}\"", Change.Of(declaration, Syntax.With(declaration, "Scalar", tag)));
    }
}
